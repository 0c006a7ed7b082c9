using Strategies.Sdk;

namespace Strategies.Venues.Tests.RandomFlow;

/// <summary>
/// The naive twin: the data's book as one list of orders in the order of arrival, searched from its start for
/// everything.
/// </summary>
public sealed class PlainReplay
{
    private readonly List<ReplayedOrder> _orders = [];

    /// <summary>The prices of a side, the best first.</summary>
    public long[] Prices(Side side)
    {
        IEnumerable<long> prices = _orders.Where(order => order.Side == side).Select(order => order.Cents).Distinct();
        return [.. side == Side.Buy ? prices.OrderDescending() : prices.Order()];
    }

    /// <summary>The queue of a price: anonymous volume first.</summary>
    public ReplayedOrder[] Queue(Side side, long cents) =>
        [
            .. _orders.Where(order => order.Side == side && order.Cents == cents)
                .OrderBy(order => order.IsAnonymous ? 0 : 1),
        ];

    /// <summary>The order that an operation names, or the anonymous volume where it is stated.</summary>
    public ReplayedOrder? Target(Operation operation) =>
        _orders.Find(order => order.Reference == (ulong)operation.Reference)
        ?? (operation.IsStated && operation.Kind != OperationKind.ExecuteInCross
            ? Anonymous(operation.Side, operation.Cents)
            : null);

    public void Apply(in Operation operation)
    {
        ReplayedOrder? target = Target(operation);
        switch (operation.Kind)
        {
            case OperationKind.Add:
                Add((ulong)operation.Reference, operation.Side, operation.Cents, operation.Quantity);
                break;
            case OperationKind.Execute or OperationKind.Reduce or OperationKind.ExecuteInCross:
                Lower(target, operation.Quantity);
                break;
            case OperationKind.Delete:
                Lower(target, target is { IsAnonymous: true } ? operation.Quantity : long.MaxValue);
                break;
            case OperationKind.ReplaceHistorical when target is { IsAnonymous: false }:
                Lower(target, long.MaxValue);
                Add((ulong)operation.NewReference, target.Side, operation.Cents, operation.Quantity);
                break;
            case OperationKind.WindowCut:
                Cut(Side.Buy, operation.Quantity);
                Cut(Side.Sell, operation.Quantity);
                break;
            case OperationKind.LevelSet:
                (Side side, long cents) = (operation.Side, operation.Cents);
                _orders.RemoveAll(order => order.Side == side && order.Cents == cents);
                Add(0, side, cents, operation.Quantity);
                break;
        }
    }

    private ReplayedOrder? Anonymous(Side side, long cents) =>
        _orders.Find(order => order.IsAnonymous && order.Side == side && order.Cents == cents);

    private void Add(ulong reference, Side side, long cents, long quantity)
    {
        _orders.RemoveAll(order => reference != 0 && order.Reference == reference);
        _orders.Add(new ReplayedOrder
        {
            Reference = reference,
            Side = side,
            Cents = cents,
            Displayed = quantity,
            Quantity = quantity,
        });
    }

    private void Lower(ReplayedOrder? order, long quantity)
    {
        if (order is not null)
        {
            order.Quantity -= Math.Min(quantity, order.Quantity);
            _orders.RemoveAll(each => each.Quantity == 0);
        }
    }

    private void Cut(Side side, long levels)
    {
        long[] dropped = Prices(side)[(int)Math.Min(levels, Prices(side).Length)..];
        _orders.RemoveAll(order => order.Side == side && dropped.Contains(order.Cents));
    }
}
