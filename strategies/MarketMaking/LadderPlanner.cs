using Strategies.Sdk;

namespace Strategies.MarketMaking;

/// <summary>
/// Compares the orders that work on one side with the prices at which orders should work, and says the fewest messages
/// that make them equal. It remembers nothing: the working orders are the truth, also right after another version
/// handed them over.
/// </summary>
/// <remarks>Allocates in the constructor only.</remarks>
internal sealed class LadderPlanner
{
    private readonly bool[] _isCovered;
    private readonly int[] _strays;
    private readonly LadderAction[] _actions;
    private int _strayCount;
    private int _keptCount;
    private int _busyCount;
    private int _actionCount;

    /// <summary>Makes a planner.</summary>
    /// <param name="priceCountMax">Most prices of one side.</param>
    /// <param name="orderCountMax">Most working orders that are handed in.</param>
    public LadderPlanner(int priceCountMax, int orderCountMax)
    {
        _isCovered = new bool[priceCountMax];
        _strays = new int[orderCountMax];
        _actions = new LadderAction[priceCountMax + orderCountMax];
    }

    /// <summary>The messages of the last plan: moves away from the market's best price first.</summary>
    public ReadOnlySpan<LadderAction> Actions => new(_actions, 0, _actionCount);

    /// <summary>Makes the plan for one side.</summary>
    /// <param name="side">The side.</param>
    /// <param name="prices">Where orders should work, the best first, no two the same.</param>
    /// <param name="orders">All working orders; those of the other side are passed over.</param>
    /// <param name="quantity">What each order should have left to fill when it is new or moved.</param>
    public void Plan(Side side, ReadOnlySpan<Price> prices, ReadOnlySpan<WorkingOrder> orders, Quantity quantity)
    {
        Classify(side, prices, orders);
        _actionCount = 0;

        // An order in flight takes the place of one missing price. Which one the book does not tell; the best ones were
        // sent first.
        int passedOver = 0;
        int missing = Math.Max(0, prices.Length - _keptCount - _busyCount);
        for (int index = 0; index < prices.Length && missing > 0; index++)
        {
            if (_isCovered[index] || passedOver++ < _busyCount)
            {
                continue;
            }

            missing--;
            _actions[_actionCount++] = TryTakeStray(side, orders, out int stray)
                ? new LadderAction(
                    LadderActionKind.Replace, orders[stray].OrderId, prices[index], orders[stray].CumQty + quantity)
                : new LadderAction(LadderActionKind.Send, default, prices[index], quantity);
        }

        while (TryTakeStray(side, orders, out int stray))
        {
            OrderId orderId = orders[stray].OrderId;
            _actions[_actionCount++] = new LadderAction(LadderActionKind.Cancel, orderId, default, default);
        }
    }

    private void Classify(Side side, ReadOnlySpan<Price> prices, ReadOnlySpan<WorkingOrder> orders)
    {
        Array.Clear(_isCovered);
        _strayCount = 0;
        _keptCount = 0;
        _busyCount = 0;
        for (int index = 0; index < orders.Length; index++)
        {
            ref readonly WorkingOrder order = ref orders[index];
            if (order.Side != side || order.OrdStatus == OrdStatus.PendingCancel)
            {
                continue;
            }

            int place = order.OrdStatus == OrdStatus.PendingReplace ? -1 : IndexOf(prices, order.Price);
            if (place >= 0 && !_isCovered[place])
            {
                _isCovered[place] = true;
                _keptCount++;
            }
            else if (order.OrdStatus is OrdStatus.PendingReplace or OrdStatus.PendingNew)
            {
                _busyCount++;
            }
            else
            {
                _strays[_strayCount++] = index;
            }
        }
    }

    /// <summary>
    /// Takes the stray nearest to the other side out of the list: it is the one that may be hit for nothing.
    /// </summary>
    private bool TryTakeStray(Side side, ReadOnlySpan<WorkingOrder> orders, out int stray)
    {
        int best = -1;
        for (int index = 0; index < _strayCount; index++)
        {
            if (best < 0 || (orders[_strays[index]].Price - orders[_strays[best]].Price).Raw * side.Sign() > 0)
            {
                best = index;
            }
        }

        stray = best < 0 ? -1 : _strays[best];
        if (best >= 0)
        {
            _strays[best] = _strays[--_strayCount];
        }

        return best >= 0;
    }

    private static int IndexOf(ReadOnlySpan<Price> prices, Price price)
    {
        for (int index = 0; index < prices.Length; index++)
        {
            if (prices[index].Raw == price.Raw)
            {
                return index;
            }
        }

        return -1;
    }
}
