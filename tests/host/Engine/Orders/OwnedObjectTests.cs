using Strategies.Engine.Tests.Support;
using Strategies.Records;
using Strategies.Risk;
using Strategies.Sdk;
using static Strategies.Engine.Tests.Support.TestInstruments;

namespace Strategies.Engine.Tests.Orders;

/// <summary>Whatever a strategy does to the objects that it is given, the gate, the engine and the other slots do not see it.</summary>
public sealed class OwnedObjectTests
{
    [Fact]
    public void A_strategy_that_owns_every_object_it_is_given_changes_no_decision()
    {
        List<string> untouched = Decisions(0, out int nothing);
        List<string> owned = Decisions(1, out int written);
        Assert.Equal(0, nothing);
        Assert.True(written > 20, $"{written} fields written");
        Assert.Equal(untouched, owned);
        Assert.Contains(owned, line => line.Contains(nameof(RejectReason.MaxNotional), StringComparison.Ordinal));
        Assert.Contains(owned, line => line.Contains(nameof(RejectReason.InvalidTick), StringComparison.Ordinal));
        Assert.Contains(owned, line => line.Contains(nameof(RejectReason.InvalidLot), StringComparison.Ordinal));
    }

    [Fact]
    public void Another_slot_has_objects_of_its_own()
    {
        EngineHarness harness = NewHarness();
        harness.Script(1);
        harness.Script(2);
        Instrument seen = null!;
        harness.Do(1, context => Owner.Spoil(context.Instrument(First)));
        harness.Do(2, context => seen = context.Instrument(First));
        Assert.Equal("OPTION", seen.Symbol);
        Assert.Equal(100, seen.ContractMultiplier);
        Assert.Equal(new Price(Price.Scale / 100), seen.Ticks.IncrementAt(Dollars(10)));
    }

    private static EngineHarness NewHarness() => new(
        instruments: [new Instrument { Id = First, Symbol = "OPTION", ContractMultiplier = 100, Lot = 10, SecurityType = SecurityType.Option }],
        limits: [.. WideLimits.Where(limit => limit.Control != RiskControl.MaxNotional), Firm(RiskControl.MaxNotional, 1_000 * Money.Scale)]);

    /// <summary>What the engine says of the same orders, behind a strategy that has written what it could or has not.</summary>
    private static List<string> Decisions(int times, out int written)
    {
        EngineHarness harness = NewHarness();
        harness.Script(1);
        harness.Quote(First, Dollars(9.99m), Dollars(10.01m));
        int count = 0;
        harness.Do(1, context =>
        {
            for (int time = 0; time < times; time++)
            {
                count += Owner.Spoil(context.Instrument(First)) + Owner.Spoil(context.Book(First)) + Owner.Spoil(context);
            }
        });
        written = count;
        (Price Price, long Quantity)[] orders = [(Dollars(10), 10), (Dollars(0.01m), 10), (Dollars(0.0001m), 10), (Dollars(9.995m), 10), (Dollars(9), 5)];
        List<string> decisions = [];
        foreach ((Price price, long quantity) in orders)
        {
            SendResult sent = harness.Send(1, First, Side.Buy, price, quantity);
            decisions.Add($"{price} {quantity}: {sent.Reason} {string.Join(' ', harness.Last.Select(output => output.Type))}");
        }

        harness.Report(new ExecutionReportPayload { ExecType = ExecType.New });
        StateDigestPayload digest = harness.EndOfDay();
        decisions.Add($"{digest.Books} {digest.Orders} {digest.Positions} {digest.Strategies}");
        return decisions;
    }
}
