using Strategies.Records;
using Strategies.Sdk;
using Strategies.Venues.Tests.Support;

namespace Strategies.Venues.Tests.RandomFlow;

/// <summary>Plays operations and checks after each one everything that must always hold.</summary>
public sealed class FlowChecker(VenueHarness venue)
{
    private readonly FlowRunner _runner = new(venue);
    private readonly PlainReplay _replay = new();
    private readonly Dictionary<ulong, OwnOrderModel> _orders = [];
    private readonly Dictionary<Side, long> _crossed = new() { [Side.Buy] = 0, [Side.Sell] = 0 };

    /// <summary>Fills of ours so far.</summary>
    public int FillCount { get; private set; }

    public void Step(in Operation operation)
    {
        ReplayedOrder? target = _replay.Target(operation);
        Dictionary<Side, BookSnapshot> before = new()
        {
            [Side.Buy] = new BookSnapshot(venue, Side.Buy),
            [Side.Sell] = new BookSnapshot(venue, Side.Sell),
        };
        OwnOrderModel? replaced =
            operation.Kind == OperationKind.Replace ? _orders.GetValueOrDefault(_runner.NamedOrder(operation)) : null;
        (long Price, long OrderQty, long CumQty) replacedBefore = (
            replaced?.Price ?? 0, replaced?.OrderQty ?? 0, replaced?.CumQty ?? 0);
        bool wasTrading = _runner.IsTrading;

        _runner.Play(operation);
        List<ExecutionReportPayload> reports =
            [.. venue.Poll().Select(report => report.Execution).Where(report => report.ExecId != 0)];
        List<Fill> fills = Follow(operation, reports);
        FillCount += fills.Count;
        bool isOwn = operation.Kind >= OperationKind.Limit;
        if (!wasTrading)
        {
            Assert.Empty(fills);
        }
        else if (!isOwn)
        {
            Assert.Equal(ExpectedMakes(operation, target, before), fills);
        }
        else if (reports.Count > 0 && reports[0].ExecType is ExecType.New or ExecType.Replaced)
        {
            bool keepsPlace = replaced is not null
                && reports[0].Price == replacedBefore.Price && reports[0].OrderQty <= replacedBefore.OrderQty;
            CheckArrival(
                operation, _orders[reports[0].OrderId], reports, keepsPlace, replacedBefore.CumQty, before, fills);
        }

        CountCrossed(operation, target);
        _replay.Apply(operation);
        CheckBook();
    }

    private void CountCrossed(in Operation operation, ReplayedOrder? target)
    {
        if (operation.Kind == OperationKind.ExecuteInCross && target is not null)
        {
            _crossed[target.Side] += operation.Quantity;
        }
        else if (operation.Kind == OperationKind.Cross)
        {
            _crossed[Side.Buy] = _crossed[Side.Sell] = 0;
        }
    }

    /// <summary>Takes the reports in; a maker fill must be of the first of ours in priority.</summary>
    private List<Fill> Follow(in Operation operation, List<ExecutionReportPayload> reports)
    {
        List<Fill> fills = [];
        foreach (ExecutionReportPayload report in reports)
        {
            if (!_orders.TryGetValue(report.OrderId, out OwnOrderModel? order))
            {
                order = new OwnOrderModel { OrderId = report.OrderId, Side = operation.Side };
                _orders.Add(report.OrderId, order);
            }

            if (report.ExecType == ExecType.Trade)
            {
                long cents = report.LastPx / VenueHarness.CentRaw;
                fills.Add(new Fill(report.OrderId, report.IsAggressor == 1, cents, report.LastQty));
                bool isOvertaking = report.IsAggressor == 0 && _orders.Values.Any(
                    other => other.IsWorking && other.IsAheadOf(order));
                Assert.False(isOvertaking, $"order {report.OrderId} was filled before one that is ahead of it");
            }

            order.Apply(report);
        }

        return fills;
    }

    private List<Fill> ExpectedMakes(
        in Operation operation, ReplayedOrder? target, Dictionary<Side, BookSnapshot> before)
    {
        (long cents, long quantity) = (operation.Cents, operation.Quantity);
        switch (operation.Kind)
        {
            case OperationKind.Add:
                return before[operation.Side.Opposite()].Makes(cents, quantity, (_, _) => false);
            case OperationKind.HiddenTrade:
                return
                [
                    .. before[Side.Buy].Makes(cents + 1, quantity, (_, _) => false),
                    .. before[Side.Sell].Makes(cents - 1, quantity, (_, _) => false),
                ];
            case OperationKind.Cross:
                return
                [
                    .. At(cents, before[Side.Buy].Makes(cents + 1, quantity - _crossed[Side.Buy], (_, _) => false)),
                    .. At(cents, before[Side.Sell].Makes(cents - 1, quantity - _crossed[Side.Sell], (_, _) => false)),
                ];
            case OperationKind.ExecuteInCross when target is not null:
                return
                [
                    .. At(cents, before[target.Side].Makes(
                        cents, quantity, (price, entry) => IsSame(target, price, entry))),
                ];
            case OperationKind.Execute when target is not null || operation.IsStated:
                return before[target?.Side ?? operation.Side].Makes(
                    operation.IsStated ? cents : target!.Cents, quantity, (price, entry) =>
                        IsSame(target, price, entry));
            case OperationKind.ReplaceHistorical when target is { IsAnonymous: false }:
                VenueQueueEntry old =
                    before[target.Side].Entries.Single(each => IsSame(target, each.Cents, each.Entry)).Entry;
                long taken = Math.Max(0, old.Historical.Raw - old.Available.Raw);
                long available = old.Available.IsZero ? 0 : Math.Max(0, quantity - taken);
                return before[target.Side.Opposite()].Makes(cents, available, (_, _) => false);
            default:
                return [];
        }
    }

    private static IEnumerable<Fill> At(long cents, List<Fill> fills) => fills.Select(fill => fill with { Cents = cents });

    private static bool IsSame(ReplayedOrder? order, long cents, VenueQueueEntry entry) =>
        order is not null && !entry.IsOwn && entry.Reference == order.Reference && cents == order.Cents;

    private void CheckArrival(
        in Operation operation, OwnOrderModel order, List<ExecutionReportPayload> reports, bool keepsPlace,
        long cumBefore, Dictionary<Side, BookSnapshot> before, List<Fill> fills)
    {
        if (keepsPlace)
        {
            Assert.Empty(fills);
            return;
        }

        long? limit = operation.Kind == OperationKind.Market ? null : operation.Cents;
        Side opposite = order.Side.Opposite();
        var takes = before[opposite].Takes(limit, operation.Quantity - cumBefore);
        Assert.Equal(takes.Select(take => new Fill(order.OrderId, true, take.Cents, take.Quantity)), fills);
        foreach ((long cents, VenueQueueEntry entry, long quantity) in takes)
        {
            _replay.Queue(opposite, cents).Single(each => each.Reference == entry.Reference).Taken += quantity;
        }

        bool meetsOwn = before[opposite].Within(limit).Any(each => each.Entry.IsOwn);
        bool isFilled = order.CumQty == order.OrderQty;
        bool canRest = operation.Kind is OperationKind.Limit or OperationKind.Replace;
        Assert.Equal(!isFilled && canRest && !meetsOwn, order.IsWorking);
        Assert.Equal(!isFilled && meetsOwn ? RejectReason.SelfMatch : RejectReason.None, reports[^1].Reason);
        if (order.IsWorking)
        {
            Assert.DoesNotContain(
                new BookSnapshot(venue, opposite).Within(limit), each => each.Entry.Available.Raw > 0);
        }
    }

    private void CheckBook()
    {
        foreach (Side side in (Side[])[Side.Buy, Side.Sell])
        {
            BookSnapshot book = new(venue, side);
            Assert.Equal(
                _replay.Prices(side),
                book.Entries.Where(each => !each.Entry.IsOwn).Select(each => each.Cents).Distinct());
            foreach (long cents in _replay.Prices(side))
            {
                CheckQueue(_replay.Queue(side, cents), venue.Queue(side, cents));
            }

            Assert.Equal(
                _orders.Values.Where(order => order.IsWorking && order.Side == side)
                    .Select(
                        order => (order.Price / VenueHarness.CentRaw, order.Priority, order.OrderId, order.LeavesQty))
                    .OrderBy(order => side == Side.Buy ? -order.Item1 : order.Item1).ThenBy(order => order.Priority)
                    .Select(order => (order.Item1, order.OrderId, order.LeavesQty)),
                book.Entries.Where(each => each.Entry.IsOwn).Select(
                    each => (each.Cents, each.Entry.Reference, each.Entry.Available.Raw)));
        }
    }

    private void CheckQueue(ReplayedOrder[] expected, VenueQueueEntry[] queue)
    {
        VenueQueueEntry[] actual = [.. queue.Where(entry => !entry.IsOwn)];
        Assert.Equal(
            expected.Select(order => (order.Reference, order.Quantity)), actual.Select(
                entry => (entry.Reference, entry.Historical.Raw)));
        for (int index = 0; index < actual.Length; index++)
        {
            Assert.InRange(actual[index].Available.Raw, 0, expected[index].Displayed - expected[index].Taken);
            Assert.True(
                _orders.Count > 0 || actual[index].Available == actual[index].Historical,
                "without ours all of it is available");
        }
    }
}
