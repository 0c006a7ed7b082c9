using Strategies.Records;
using Strategies.Risk;
using Strategies.Sdk;
using static Strategies.Engine.Tests.Support.TestInstruments;

namespace Strategies.Engine.Tests.Support;

/// <summary>A day of everything, made from a seed: market data, reports, commands, swaps, throws.</summary>
internal sealed class RandomSession
{
    /// <summary>The second version that is staged, slot 2's first.</summary>
    internal const ulong ThrowingVersion = 2;

    private readonly Random _random;
    private readonly List<(OrderId Id, int Slot)> _orders = [];
    private readonly bool _hasFresh;
    private ulong _reference = 1;
    private ulong _execId = 1;

    /// <summary>Plays it.</summary>
    /// <param name="seed">What everything is drawn from.</param>
    /// <param name="records">Records behind the start of the day.</param>
    /// <param name="behaviour">The engine's behaviour.</param>
    /// <param name="then">The behaviour from the middle on; the same when there is no such record.</param>
    /// <param name="hasFresh">Whether some swaps begin fresh; days of before there was that have none.</param>
    internal RandomSession(
        int seed, int records, int behaviour = EngineBehaviour.Newest, int? then = null, bool hasFresh = true)
    {
        _hasFresh = hasFresh;
        _random = new Random(seed);
        Harness = new EngineHarness(
            onFault: seed % 2 == 0 ? FaultAction.Quarantine : FaultAction.Rollback, behaviour: behaviour);
        Harness.Deploy(1, new BusyStrategy());
        ThrowsAt = 1 + _random.Next(300);
        Harness.Deploy(2, new BusyStrategy { ThrowsAt = ThrowsAt });
        for (int record = 0; record < records; record++)
        {
            Step();
            if (then is { } next && record == records / 2)
            {
                Harness.SetBehaviour(next);
            }
        }

        Harness.EndOfDay();
    }

    internal EngineHarness Harness { get; }

    /// <summary>The turn in which the first version of slot 2 throws.</summary>
    internal long ThrowsAt { get; }

    private static Price Level(int ticks) => Dollars(10 + ticks * 0.01m);

    private void Step()
    {
        Harness.TimeNs += _random.Next(2_000_000);
        switch (_random.Next(23))
        {
            case < 9:
                Harness.Itch(Enumerable.Range(0, 1 + _random.Next(4)).Select(_ => Message()).ToArray());
                break;
            case < 15:
                Report();
                break;
            case 15:
                Harness.Clock();
                break;
            case 16:
                Harness.Kill((RiskScope)_random.Next(6), _random.Next(3), _random.Next(4) == 0);
                break;
            case 17:
                Harness.Control(1 + _random.Next(2), (SlotAction)(1 + _random.Next(3)));
                break;
            case 18:
                Swap(1 + _random.Next(2));
                break;
            case 19:
                Harness.SetLimit(new LimitEntry
                {
                    Control = (RiskControl)_random.Next(8),
                    Scope = (RiskScope)_random.Next(6),
                    ScopeId = _random.Next(3),
                    Instrument = _random.Next(3),
                    Value = _random.Next(4) == 0 ? 0 : 100_000,
                });
                break;
            case 20:
                Harness.Overrun(1 + _random.Next(2), (OverrunAction)_random.Next(3));
                break;
            case 21:
                Harness.Flatten((RiskScope)(2 + _random.Next(2)), _random.Next(4), _random.Next(20));
                break;
            default:
                Harness.SetParameter(1 + _random.Next(2), TestStage.Poke, _random.Next(3));
                break;
        }

        foreach (OrderPayload order in Harness.LastOf<OrderPayload>(RecordType.NewOrderSingle))
        {
            _orders.Add((new OrderId(order.OrderId), order.Slot));
        }
    }

    private byte[] Message()
    {
        int locate = 1 + _random.Next(2);
        string symbol = locate == 1 ? "ALPHA" : "BETA";
        ulong reference = _reference - (ulong)_random.Next(1, 30);
        return _random.Next(6) switch
        {
            0 => Itch.Execute(locate, reference, 1 + _random.Next(50)),
            1 => Itch.Delete(locate, reference),
            2 => Itch.HiddenTrade(locate, symbol, 5, Level(_random.Next(6))),
            _ => Itch.Add(locate, symbol, _random.Next(2) == 0 ? Side.Buy : Side.Sell, _reference++,
                1 + _random.Next(100), Level(_random.Next(8))),
        };
    }

    private void Report()
    {
        if (_orders.Count == 0)
        {
            return;
        }

        (OrderId order, int _) = _orders[^(1 + _random.Next(Math.Min(_orders.Count, 12)))];
        ExecType[] kinds = [ExecType.New, ExecType.Trade, ExecType.Trade, ExecType.Trade, ExecType.Canceled,
            ExecType.Replaced, ExecType.TradeCancel];
        ExecType kind = kinds[_random.Next(kinds.Length)];
        Harness.Report(new ExecutionReportPayload
        {
            OrderId = order.Value,
            ExecId = _execId++,
            ExecRefId = _execId - (ulong)_random.Next(5),
            RequestId = (uint)_random.Next(3),
            ExecType = kind,
            OrdStatus = OrdStatus.PartiallyFilled,
            Price = Level(2).Raw,
            OrderQty = 40,
            LastPx = Level(_random.Next(5)).Raw,
            LastQty = 1 + _random.Next(10),
            LeavesQty = 5,
            Fee = 3,
        });
    }

    private void Swap(int slot)
    {
        SwapKind kind = (SwapKind)(2 + _random.Next(2));
        SwapState state = _hasFresh ? (SwapState)_random.Next(2) : SwapState.Carry;
        // A rollback that starts fresh takes another instance of the version before.
        Hash256 before = Harness.State.Slots[slot]!.Previous?.PackageHash ?? default;
        Hash256 hash = kind == SwapKind.Rollback && state == SwapState.Fresh ? before : default;
        BusyStrategy instance = new() { ThrowsAt = hash.A == ThrowingVersion ? ThrowsAt : 0 };
        ulong request = Harness.Request(slot, kind, Harness.Source.Stage(slot, instance, hash).PackageHash, state);
        if (_random.Next(4) == 0)
        {
            Harness.Refuse(slot, request, "not now");
        }
        else
        {
            Harness.Commit(slot, request);
        }
    }
}
