using Strategies.Engine.Tests.Support;
using Strategies.Records;
using Strategies.Risk;
using Strategies.Sdk;
using static Strategies.Engine.Tests.Support.TestInstruments;

namespace Strategies.Engine.Tests.Flattening;

/// <summary>
/// A day from a seed on which slot 1, busy until then, is flattened: the venue answers late, in part or never, books empty,
/// sessions break, kill switches are set.
/// </summary>
internal sealed class RandomFlattening
{
    private const int Slot = 1;
    private const int StepsBefore = 150;
    private const int StepsAfter = 250;

    private readonly int _seed;
    private readonly Random _random;
    private readonly Dictionary<ulong, VenueDouble> _orders = [];
    private readonly Queue<Action> _answers = [];
    private ulong _reference = 1;
    private bool _hasClosed;

    internal RandomFlattening(int seed)
    {
        _seed = seed;
        _random = new Random(seed);
        Harness.Deploy(Slot, new BusyStrategy());
        Hear();
        Harness.Deploy(2, new BusyStrategy());
        Hear();
    }

    internal EngineHarness Harness { get; } = new();

    /// <summary>How it ended; none before.</summary>
    internal FlattenStatus Ending { get; private set; }

    internal bool IsFlat => Ending == FlattenStatus.Flat;

    internal void Play()
    {
        for (int step = 0; step < StepsBefore; step++)
        {
            Step();
        }

        RiskScope scope = _random.Next(2) == 0 ? RiskScope.Strategy : RiskScope.Account;
        if (_random.Next(3) == 0)
        {
            Disturb();
            Hear();
        }

        Harness.Flatten(scope, Slot, _random.Next(20));
        Hear();
        Judge();
        for (int step = 0; step < StepsAfter && Ending == FlattenStatus.None; step++)
        {
            if (Step())
            {
                Judge();
            }
        }

        if (Ending == FlattenStatus.None)
        {
            Harness.Clock(30_000_000_000);
            Hear();
            Judge();
        }

        Require(Ending != FlattenStatus.None, "it has not ended after 30 s");
        for (int step = 0; step < 20; step++)
        {
            Require(!Step() || !Sent().Any(), "an order left behind the end");
        }
    }

    /// <returns>False when the venue had nothing to say: the last record is the one before, which was heard and judged.</returns>
    private bool Step()
    {
        ulong before = Harness.Sequence;
        Harness.TimeNs += _random.Next(2_000_000);
        switch (_random.Next(40))
        {
            case < 16 when _answers.Count > 0:
                _answers.Dequeue()();
                break;
            case 37:
                Disturb();
                break;
            case 38:
                Harness.Clock(_random.NextInt64(3_000_000_000));
                break;
            case 39 when _orders.Count > 0:
                Fill(_orders.Values.ElementAt(_random.Next(_orders.Count)));
                break;
            default:
                Harness.Itch([.. Enumerable.Range(0, 1 + _random.Next(3)).Select(_ => Message())]);
                break;
        }

        if (Harness.Sequence == before)
        {
            return false;
        }

        Hear();
        return true;
    }

    private void Disturb()
    {
        switch (_random.Next(4))
        {
            case 0:
                Harness.Kill(RiskScope.Account, Slot, _random.Next(2) == 0);
                break;
            case 1:
                Harness.Session(1, _random.Next(2) == 0);
                break;
            case 2:
                long value = _random.Next(2) == 0 ? 5 : 1_000_000;
                Harness.SetLimit(new LimitEntry { Control = RiskControl.MaxQuantity, Scope = RiskScope.Firm, Value = value });
                break;
            default:
                Harness.Apply(RecordType.SendsHeld, new SendsHeldPayload { IsHeld = _random.Next(2) });
                break;
        }
    }

    /// <summary>The venue hears what the last record sent to it.</summary>
    private void Hear()
    {
        foreach (Output output in Harness.Last)
        {
            Hear(output);
        }
    }

    private void Hear(Output output)
    {
        if (output.Type is not (RecordType.NewOrderSingle or RecordType.OrderCancelReplaceRequest or RecordType.OrderCancelRequest))
        {
            return;
        }

        OrderPayload order = output.As<OrderPayload>();
        if (output.Type == RecordType.NewOrderSingle)
        {
            _orders[order.OrderId] = new VenueDouble(Harness, new OrderId(order.OrderId), order.Quantity, new Price(order.Price));
        }

        VenueDouble own = _orders[order.OrderId];
        // One request in twelve is lost: the venue never answers.
        if (_random.Next(12) != 0)
        {
            _answers.Enqueue(() => Answer(own, order, output.Type));
        }
    }

    private void Answer(VenueDouble own, OrderPayload order, RecordType request)
    {
        bool isRefused = _random.Next(6) == 0 || !own.Status.IsWorking();
        switch (request)
        {
            case RecordType.NewOrderSingle when isRefused:
                own.Send(ExecType.Rejected, OrdStatus.Rejected);
                break;
            case RecordType.NewOrderSingle when order.TimeInForce == TimeInForce.ImmediateOrCancel:
                Fill(own);
                _answers.Enqueue(() => Cancel(own));
                break;
            case RecordType.NewOrderSingle:
                own.Accept();
                break;
            case RecordType.OrderCancelRequest when !isRefused:
                own.Cancel(order.RequestId);
                break;
            case RecordType.OrderCancelReplaceRequest when !isRefused:
                own.Replaced(order.RequestId, new Price(order.Price), order.Quantity);
                break;
            default:
                own.RejectCancel(order.RequestId, request == RecordType.OrderCancelReplaceRequest);
                break;
        }
    }

    private static void Cancel(VenueDouble own)
    {
        if (own.Status.IsWorking())
        {
            own.Cancel();
        }
    }

    /// <summary>All of it, more often than a part.</summary>
    private void Fill(VenueDouble own)
    {
        long left = own.OrderQty - own.CumQty;
        if (own.Status.IsWorking() && left > 0)
        {
            own.Fill(_random.Next(4) != 0 ? left : 1 + _random.NextInt64(left), own.Price);
        }
    }

    private byte[] Message()
    {
        int locate = 1 + _random.Next(2);
        ulong reference = _reference - (ulong)_random.Next(1, 12);
        bool isBuy = _random.Next(2) == 0;
        Price price = Dollars((isBuy ? 10 : 10.04m) + _random.Next(4) * 0.01m);
        return _random.Next(3) == 0
            ? Itch.Delete(locate, reference)
            : Itch.Add(locate, locate == 1 ? "ALPHA" : "BETA", isBuy ? Side.Buy : Side.Sell, _reference++, 50, price);
    }

    /// <summary>Looks at what the last record said of the slot.</summary>
    private void Judge()
    {
        JudgeOrders();
        foreach (FlattenStatePayload state in Harness.LastOf<FlattenStatePayload>(RecordType.FlattenState))
        {
            if (state.Status is FlattenStatus.Flat or FlattenStatus.NotFlat)
            {
                Ending = state.Status;
                JudgeEnd(state.Status);
            }
        }
    }

    /// <summary>Closing orders are sent in one record, and never more than is held, nor on its side.</summary>
    private void JudgeOrders()
    {
        OrderPayload[] sent = [.. Sent()];
        if (sent.Length == 0)
        {
            return;
        }

        Require(!_hasClosed, "closing orders were sent twice");
        _hasClosed = true;
        foreach (IGrouping<int, OrderPayload> orders in sent.GroupBy(order => order.Instrument))
        {
            long held = Left(orders.Key);
            Require(orders.All(order => order.Side == (held > 0 ? Side.Sell : Side.Buy)), "an order opens");
            Require(orders.Sum(order => order.Quantity) <= Math.Abs(held), "more is sent than is held");
        }
    }

    private void JudgeEnd(FlattenStatus status)
    {
        List<string> told = [.. Harness.LastOf<AlertPayload>(RecordType.Alert)
            .Where(alert => alert.Code == AlertCode.NotFlat).Select(alert => alert.Text.ToString())];
        int working = Harness.Engine.WorkingOrdersOf(Slot);
        List<string> expected = [];
        if (working > 0)
        {
            expected.Add($"slot 'slot1' is not flat: {working} {(working == 1 ? "order still works" : "orders still work")}: ");
        }

        foreach (Instrument instrument in Equities)
        {
            if (Left(instrument.Id.Value) is not 0 and long left)
            {
                expected.Add($"slot 'slot1' is not flat: {left} of {instrument.Symbol} left: ");
            }
        }

        Require(status == FlattenStatus.Flat == (expected.Count == 0), $"it ended {status} with {expected.Count} left");
        Require(told.Count == expected.Count, $"told were: {string.Join("; ", told)}");
        Require(told.Zip(expected).All(pair => pair.First.StartsWith(pair.Second, StringComparison.Ordinal)
            && pair.First.Length > pair.Second.Length), $"told were: {string.Join("; ", told)}");
    }

    /// <summary>Closing orders of the last record: a strategy that is just about to stop sends others.</summary>
    private IEnumerable<OrderPayload> Sent() => Harness.LastOf<OrderPayload>(RecordType.NewOrderSingle)
        .Where(order => order.Slot == Slot && order.TimeInForce == TimeInForce.ImmediateOrCancel);

    private long Left(int instrument) => Harness.Engine.PositionOf(Slot, new InstrumentId(instrument)).Quantity;

    private void Require(bool holds, string problem) => Assert.True(holds, $"{problem} (seed {_seed}, record {Harness.Sequence})");
}
