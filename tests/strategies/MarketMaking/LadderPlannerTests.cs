using CsCheck;
using Strategies.Sdk;

namespace Strategies.MarketMaking.Tests;

public sealed class LadderPlannerTests
{
    private readonly LadderPlanner _planner = new(32, 256);

    [Fact]
    public void An_empty_side_is_filled_from_the_best_price_on()
    {
        Plan(Side.Buy, [100, 98, 96]);

        Assert.Equal(["Send 0 100x50", "Send 0 98x50", "Send 0 96x50"], Said());
    }

    [Fact]
    public void A_ladder_that_stands_right_costs_no_message()
    {
        Plan(Side.Buy, [100, 98], Order(1, 98), Order(2, 100), Order(3, 101, Side.Sell));

        Assert.Empty(Said());
    }

    [Fact]
    public void After_a_step_only_the_order_left_behind_moves()
    {
        Plan(Side.Buy, [102, 100, 98], Order(1, 100), Order(2, 98), Order(3, 96));

        Assert.Equal(["Replace 3 102x50"], Said());
    }

    [Fact]
    public void The_order_nearest_to_the_market_is_moved_first_and_what_is_too_much_is_canceled()
    {
        Plan(Side.Sell, [104], Order(1, 102, Side.Sell), Order(2, 100, Side.Sell), Order(3, 101, Side.Sell));

        Assert.Equal(["Replace 2 104x50", "Cancel 3 0x0", "Cancel 1 0x0"], Said());
    }

    [Fact]
    public void A_moved_order_keeps_what_it_has_filled_on_top_of_its_new_size()
    {
        Plan(Side.Buy, [98], Order(1, 100, status: OrdStatus.PartiallyFilled, filled: 20));

        Assert.Equal(["Replace 1 98x70"], Said());
    }

    [Fact]
    public void Two_orders_at_one_price_are_one_too_many()
    {
        Plan(Side.Buy, [100], Order(1, 100), Order(2, 100));

        Assert.Equal(["Cancel 2 0x0"], Said());
    }

    [Fact]
    public void An_order_in_flight_takes_the_place_of_the_best_missing_price()
    {
        Plan(Side.Buy, [102, 100, 98], Order(1, 96, status: OrdStatus.PendingReplace), Order(2, 100));

        Assert.Equal(["Send 0 98x50"], Said());
    }

    [Fact]
    public void An_order_that_is_being_canceled_covers_nothing()
    {
        Plan(Side.Buy, [100], Order(1, 100, status: OrdStatus.PendingCancel));

        Assert.Equal(["Send 0 100x50"], Said());
    }

    [Fact]
    public void With_no_prices_everything_that_can_be_is_canceled()
    {
        Plan(Side.Buy, [], Order(1, 100), Order(2, 98, status: OrdStatus.PendingNew), Order(3, 96, Side.Sell));

        Assert.Equal(["Cancel 1 0x0"], Said());
    }

    [Fact]
    public void Whatever_works_the_plan_ends_with_exactly_the_wanted_prices() =>
        Gen.Select(Gen.Int[0, 12], Gen.Int[80, 120].Array[0, 30]).Sample((wanted, working) =>
        {
            long[] prices = [.. Enumerable.Range(0, wanted).Select(index => 110L - 2 * index)];
            WorkingOrder[] orders = [.. working.Select((price, index) => Order((ulong)index + 1, price))];
            LadderPlanner planner = new(32, 256); // samples run in parallel
            planner.Plan(Side.Buy, prices.Select(raw => new Price(raw)).ToArray(), orders, 50);

            Dictionary<ulong, long> book = orders.ToDictionary(order => order.OrderId.Value, order => order.Price.Raw);
            ulong nextId = 1000;
            foreach (LadderAction action in planner.Actions)
            {
                switch (action.Kind)
                {
                    case LadderActionKind.Send:
                        book.Add(nextId++, action.Price.Raw);
                        break;
                    case LadderActionKind.Replace:
                        book[action.OrderId.Value] = action.Price.Raw;
                        break;
                    case LadderActionKind.Cancel:
                        Assert.True(book.Remove(action.OrderId.Value));
                        break;
                }
            }

            Assert.Equal(prices.Order(), book.Values.Order());
        });

    private void Plan(Side side, long[] prices, params WorkingOrder[] orders) =>
        _planner.Plan(side, prices.Select(raw => new Price(raw)).ToArray(), orders, 50);

    private List<string> Said()
    {
        List<string> said = [];
        foreach (LadderAction action in _planner.Actions)
        {
            said.Add($"{action.Kind} {action.OrderId.Value} {action.Price.Raw}x{action.Quantity}");
        }

        return said;
    }

    private static WorkingOrder Order(
        ulong id, long price, Side side = Side.Buy, OrdStatus status = OrdStatus.New, long filled = 0) => new()
        {
            OrderId = new OrderId(id),
            Side = side,
            OrdStatus = status,
            Price = new Price(price),
            OrderQty = 50,
            CumQty = filled,
            LeavesQty = 50 - filled,
        };
}
