using Strategies.Sdk;
using static Strategies.Risk.Tests.GateFixture;

namespace Strategies.Risk.Tests;

public sealed class AllocationTests
{
    private const int CheckCount = 100_000;

    private readonly GateFixture _fixture = new(messagesPerCallbackMax: 1_024);
    private readonly Random _random = new(20240621);
    private readonly long[] _decisions = new long[byte.MaxValue + 1];
    private long _timeNs = NowNs;

    [Fact]
    public void A_hundred_thousand_random_checks_with_their_bookings_allocate_nothing()
    {
        _fixture.Set(RiskControl.MaxQuantity, RiskScope.Order, 0, 450);
        _fixture.Set(RiskControl.MaxNotional, RiskScope.Account, 1, 40_000 * Price.Scale);
        _fixture.Set(RiskControl.MaxPosition, RiskScope.Strategy, 1, 5_000);
        Run(20_000);
        Array.Clear(_decisions);
        long before = AllocatedBytes.Begin();
        Run(CheckCount);
        long allocatedBytes = AllocatedBytes.Since(before);

        Assert.True(allocatedBytes == 0, $"{allocatedBytes} bytes in {CheckCount} checks");
        RejectReason[] expected =
        [
            RejectReason.None, RejectReason.InvalidTick, RejectReason.InvalidLot, RejectReason.MaxQuantity,
            RejectReason.MaxNotional, RejectReason.PriceCollar, RejectReason.StaleReference, RejectReason.MaxPosition,
            RejectReason.MessageThrottle, RejectReason.KillSwitch,
        ];
        Assert.All(expected, reason =>
            Assert.True(_decisions[(int)reason] > 50, $"{reason} came {_decisions[(int)reason]} times"));
    }

    [Fact]
    public void A_new_table_of_limits_allocates_nothing_whether_it_is_taken_or_refused()
    {
        LimitTable table = new(instrumentCount: 4, slotCount: 3, accountCount: 2, messagesPerSecondMax: 100);
        LimitEntry[] good = [new() { Control = RiskControl.MaxQuantity, Scope = RiskScope.Order, Value = 500 }];
        LimitEntry[] bad = [.. good, .. good];
        bool isAsExpected = table.TryReplace(good, out _) && !table.TryReplace(bad, out _);
        long before = AllocatedBytes.Begin();
        for (int count = 0; count < 1_000; count++)
        {
            isAsExpected &= table.TryReplace(good, out _) && !table.TryReplace(bad, out _);
        }

        long allocatedBytes = AllocatedBytes.Since(before);
        Assert.True(isAsExpected);
        Assert.Equal(0, allocatedBytes);
    }

    private void Run(int checkCount)
    {
        for (int count = 0; count < checkCount; count++)
        {
            _timeNs += _random.Next(20_000_000);
            Step();
        }
    }

    private void Step()
    {
        RiskGate gate = _fixture.Gate;
        int slot = 1 + _random.Next(3);
        Side side = _random.Next(2) == 0 ? Side.Buy : Side.Sell;
        long ticks = _random.Next(40) == 0 ? 600 : _random.Next(-20, 20);
        long offTick = _random.Next(40) == 0 ? 1 : 0;
        long raw = 100 * Price.Scale + (side == Side.Buy ? ticks : -ticks) * Price.Scale / 100 + offTick;
        RiskOrder order = _random.Next(10) == 0
            ? Market(side, 1 + _random.Next(500))
            : Order(side, 1 + _random.Next(500), new Price(raw), slot, _random.Next(20) == 0 ? Bond : Share);
        ReferencePrice reference = new()
        {
            BestBid = _fixture.Reference.BestBid,
            BestOffer = _fixture.Reference.BestOffer,
            TimeNs = _timeNs - (_random.Next(40) == 0 ? 6_000_000_000 : 0),
        };
        gate.SetKill(RiskScope.Strategy, 2, _random.Next(20) == 0);
        gate.Mark(order.Slot);
        RiskDecision decision = gate.CheckNew(in order, in reference, _timeNs);
        _decisions[(int)decision.Reason]++;
        if (_random.Next(5) == 0)
        {
            gate.RollBack();
            return;
        }

        gate.Commit();
        if (decision.IsAccepted)
        {
            Settle(gate, in order, in reference);
        }
    }

    private void Settle(RiskGate gate, in RiskOrder order, in ReferencePrice reference)
    {
        if (_random.Next(2) == 0)
        {
            gate.OnFill(order.Slot, order.Instrument, order.Side, order.Quantity, order.Quantity);
            return;
        }

        Quantity twice = order.Quantity + order.Quantity;
        RiskDecision decision = gate.CheckReplace(in order, order.Price, twice, Quantity.Zero, in reference, _timeNs);
        _decisions[(int)decision.Reason]++;
        gate.OnCancelSent(order.Slot, _timeNs);
        gate.Release(order.Slot, order.Instrument, order.Side, decision.IsAccepted ? twice : order.Quantity);
    }
}
