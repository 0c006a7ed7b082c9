using System.Numerics;
using Strategies.Sdk;

namespace Strategies.Risk.Tests.Reference;

/// <summary>Drives the gate and its naive twin with the same steps and compares everything after each.</summary>
internal sealed class TwinRun
{
    private const int SlotCount = 3;
    private const int AccountCount = 2;

    private static readonly Dictionary<int, int> Accounts =
        Enumerable.Range(1, SlotCount).ToDictionary(slot => slot, TwinGen.AccountOf);

    private readonly Instrument[] _universe = GateFixture.Universe;
    private readonly RiskGate _gate;
    private readonly NaiveRiskGate _twin;
    private readonly long[] _seen;
    private long _timeNs = GateFixture.NowNs;

    /// <summary>Makes both.</summary>
    /// <param name="seen">Decisions by reason, counted over all runs.</param>
    public TwinRun(long[] seen)
    {
        _seen = seen;
        _gate = new RiskGate(_universe, SlotCount, AccountCount, TwinGen.MessagesPerSecondMax,
            TwinGen.MessagesPerCallbackMax);
        _twin = new NaiveRiskGate(_universe, Accounts, AccountCount, TwinGen.MessagesPerSecondMax,
            TwinGen.MessagesPerCallbackMax);
        foreach ((int slot, int account) in Accounts)
        {
            Assert.True(_gate.SetSlotAccount(slot, account));
        }
    }

    public void Play(LimitEntry[] limits, TwinStep[] steps)
    {
        Compare(_twin.Limits.TryReplace(limits), _gate.Limits.TryReplace(limits, out _));
        foreach (TwinStep step in steps)
        {
            _timeNs += step.ElapsedNs;
            Take(step);
            CompareBooks();
        }
    }

    private void Take(TwinStep step)
    {
        switch (step.Action)
        {
            case TwinAction.New or TwinAction.Replace or TwinAction.Cancel:
                KeepCallbackBounds();
                Send(step);
                break;
            case TwinAction.Fill or TwinAction.Release or TwinAction.Reserve or TwinAction.Adjust:
                Commit();
                Book(step);
                break;
            case TwinAction.Kill:
                int id = step.Scope switch
                {
                    RiskScope.Order => step.Order.Instrument,
                    RiskScope.Strategy => step.Order.Slot,
                    RiskScope.Account => step.Order.Account,
                    _ => 0,
                };
                if (_gate.SetKill(step.Scope, id, step.Flag))
                {
                    _twin.SetKill(step.Scope, id, step.Flag);
                }

                break;
            case TwinAction.Tradable:
                if (_gate.SetTradable(new InstrumentId(step.Order.Instrument), !step.Flag))
                {
                    _twin.SetTradable(step.Order.Instrument, !step.Flag);
                }

                break;
            case TwinAction.Mark:
                Commit();
                if (_gate.Mark(step.Order.Slot))
                {
                    _twin.Mark(step.Order.Slot);
                }

                break;
            case TwinAction.Commit:
                Commit();
                break;
            case TwinAction.RollBack:
                Compare(_twin.RollBack(), _gate.RollBack());
                break;
            case TwinAction.Limit:
                LimitTableErrorCode code = _gate.Limits.TrySet(step.Limit, out bool hadOld, out long old);
                Compare(_twin.Limits.TrySet(step.Limit, out long? expected), code == LimitTableErrorCode.None);
                Compare((expected is not null, expected ?? 0), (hadOld, old));
                break;
            default:
                Compare(_twin.Limits.TryReplace(step.Limits), _gate.Limits.TryReplace(step.Limits, out _));
                break;
        }
    }

    private void Send(TwinStep step)
    {
        bool isCallback = _twin.MarkedSlot != 0;
        int slot = isCallback ? _twin.MarkedSlot : step.Order.Slot;
        RiskOrder order = step.Order.ToRiskOrder(slot, isCallback ? Accounts[slot] : step.Order.Account);
        ReferencePrice reference = step.Market.ToReference(_timeNs);
        if (step.Action == TwinAction.Cancel)
        {
            if (_gate.OnCancelSent(slot, _timeNs))
            {
                _twin.CountCancel(slot, _timeNs);
            }

            return;
        }

        (RiskDecision expected, RiskDecision actual) = step.Action == TwinAction.New
            ? (_twin.CheckNew(order, reference, _timeNs), _gate.CheckNew(in order, in reference, _timeNs))
            : (_twin.CheckReplace(order, step.Price, step.Quantity, step.CumQty, reference, _timeNs),
                _gate.CheckReplace(in order, step.Price, step.Quantity, step.CumQty, in reference, _timeNs));
        Compare(expected, actual);
        Interlocked.Increment(ref _seen[(int)actual.Reason]);
    }

    private void Book(TwinStep step)
    {
        int slot = step.Order.Slot;
        InstrumentId instrument = new(step.Order.Instrument);
        Side side = step.Order.Side;
        bool isHolder = Accounts.ContainsKey(slot) && instrument.Value >= 1 && instrument.Value <= _universe.Length
            && side is (Side.Buy or Side.Sell);
        bool isPossible = isHolder && step.Quantity >= 0;
        switch (step.Action)
        {
            case TwinAction.Fill:
                bool isFill = isPossible && step.Quantity > 0 && step.CumQty >= 0;
                long reserved = step.Flag || !isFill ? step.CumQty : step.Quantity;
                bool isBooked = isFill && _twin.Fill(slot, instrument.Value, side, step.Quantity, reserved);
                Compare(isBooked, _gate.OnFill(slot, instrument, side, step.Quantity, reserved));
                break;
            case TwinAction.Release:
                Compare(isPossible && _twin.Release(slot, instrument.Value, side, step.Quantity),
                    _gate.Release(slot, instrument, side, step.Quantity));
                break;
            case TwinAction.Reserve:
                Compare(isPossible, _gate.Reserve(slot, instrument, side, step.Quantity));
                if (isPossible)
                {
                    _twin.Reserve(slot, instrument.Value, side, step.Quantity);
                }

                break;
            default:
                if (_gate.AdjustPosition(slot, instrument, step.Quantity))
                {
                    _twin.AdjustPosition(slot, instrument.Value, step.Quantity);
                }

                break;
        }
    }

    /// <summary>A callback sends no more messages than the gate was made for.</summary>
    private void KeepCallbackBounds()
    {
        if (_twin.MarkedMessages >= TwinGen.MessagesPerCallbackMax
            && _twin.MarkedOrders < TwinGen.MessagesPerCallbackMax)
        {
            Commit();
        }
    }

    private void Commit()
    {
        _gate.Commit();
        _twin.Commit();
    }

    private void CompareBooks()
    {
        foreach (Instrument instrument in _universe)
        {
            foreach (int slot in Enumerable.Range(1, SlotCount))
            {
                CompareExposure(RiskScope.Strategy, slot, instrument.Id, _gate.SlotExposure(slot, instrument.Id));
            }

            foreach (int account in Enumerable.Range(1, AccountCount))
            {
                CompareExposure(RiskScope.Account, account, instrument.Id,
                    _gate.AccountExposure(account, instrument.Id));
            }

            CompareExposure(RiskScope.Firm, 0, instrument.Id, _gate.FirmExposure(instrument.Id));
        }

        (RiskScope Scope, int Id)[] counted = [(RiskScope.Strategy, 1), (RiskScope.Strategy, 2),
            (RiskScope.Strategy, 3), (RiskScope.Account, 1), (RiskScope.Account, 2), (RiskScope.Firm, 0)];
        foreach ((RiskScope scope, int id) in counted)
        {
            long expected = Math.Min(_twin.Books.MessagesInLastSecond(scope, id, _timeNs),
                TwinGen.MessagesPerSecondMax);
            Compare(expected, _gate.MessagesInWindow(scope, id, _timeNs));
        }
    }

    private void CompareExposure(RiskScope scope, int id, InstrumentId instrument, Exposure exposure)
    {
        Compare(_twin.Books.Position(scope, id, instrument.Value), (BigInteger)exposure.Position);
        Compare(_twin.Books.Reserved(scope, id, instrument.Value, Side.Buy), (BigInteger)exposure.OpenBuy);
        Compare(_twin.Books.Reserved(scope, id, instrument.Value, Side.Sell), (BigInteger)exposure.OpenSell);
    }

    private static void Compare<T>(T expected, T actual)
        where T : IEquatable<T>
    {
        if (!expected.Equals(actual))
        {
            Assert.Fail($"the twin says {expected}, the gate {actual}");
        }
    }
}
