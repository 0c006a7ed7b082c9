using System.Runtime.InteropServices;
using Strategies.Projection.Views;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Projection.Tests;

public sealed class DayProjectionTests
{
    private readonly byte[] _buffer = new byte[RecordHeader.RecordBytesMax];
    private readonly DayProjection _day = new();
    private ulong _sequence;

    public DayProjectionTests()
    {
        Input(RecordType.StartOfDay, new StartOfDayPayload { TradingDay = 4, TradeDate = 20120621 });
        byte[] encoded = new byte[InstrumentCodec.BytesMax];
        foreach (Instrument instrument in TestInstruments.Equities)
        {
            _day.TakeInput(Record(RecordType.Instrument, encoded.AsSpan(0, InstrumentCodec.Encode(instrument, encoded))));
        }

        Input(RecordType.SlotDefinition, new SlotDefinitionPayload
        {
            Slot = 1,
            Account = 1,
            Name = Text32.From("maker"u8),
            AccountName = Text32.From("house"u8),
        });
        Input(RecordType.UniverseCommit);
    }

    private Span<byte> Record(RecordType type, ReadOnlySpan<byte> payload) => RecordWriter.Write(
        _buffer,
        new RecordHeader { Type = type, Sequence = type < RecordType.FirstOutput ? ++_sequence : _sequence, ReceiveTimeNs = 77 },
        payload);

    private void Input(RecordType type) => _day.TakeInput(Record(type, []));

    private void Input<T>(RecordType type, T payload)
        where T : unmanaged => _day.TakeInput(Record(type, MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in payload))));

    private void Output<T>(RecordType type, T payload)
        where T : unmanaged => _day.TakeOutput(Record(type, MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in payload))));

    private static OrderPayload Order(ulong id) => new()
    {
        OrderId = id,
        Slot = 1,
        Instrument = 1,
        Side = Side.Buy,
        OrdType = OrdType.Limit,
        Price = Price.FromDecimal(12.5m).Raw,
        Quantity = 100,
    };

    private static OrderStatePayload State(ulong id, OrdStatus status, ExecType type, long filled) => new()
    {
        OrderId = id,
        Slot = 1,
        Instrument = 1,
        Side = Side.Buy,
        ExecType = type,
        OrdStatus = status,
        Price = Price.FromDecimal(12.5m).Raw,
        OrderQty = 100,
        CumQty = filled,
        LeavesQty = 100 - filled,
    };

    [Fact]
    public void An_order_works_from_when_it_leaves_until_it_ends()
    {
        Output(RecordType.NewOrderSingle, Order(1));
        Output(RecordType.NewOrderSingle, Order(2));
        Output(RecordType.OrderState, State(1, OrdStatus.New, ExecType.New, 0));
        Output(RecordType.OrderState, State(1, OrdStatus.PartiallyFilled, ExecType.Trade, 40));
        OrderView order = _day.OpenOrders.Of(1, _day.Names)[0];
        Assert.Equal(
            ("ALPHA", "maker", 12.5m, "buy", "partiallyFilled", 60L),
            (order.Instrument, order.Slot, order.Price, order.Side, order.OrdStatus, order.LeavesQty));
        Output(RecordType.OrderCancelRequest, Order(2));
        Assert.Equal("pendingCancel", _day.OpenOrders.Of(1, _day.Names)[1].OrdStatus);
        Output(RecordType.OrderState, State(2, OrdStatus.Canceled, ExecType.Canceled, 0));
        Output(RecordType.OrderState, State(1, OrdStatus.Filled, ExecType.Trade, 100));
        DayView day = _day.View(lagInputs: 0, isCaughtUp: true);
        Assert.Equal((0, 2L, 2L, 1L), (day.OpenOrders, day.Orders, day.Fills, day.Cancels));
    }

    [Fact]
    public void Orders_are_counted_by_slot_and_the_day_has_them_all()
    {
        Output(RecordType.NewOrderSingle, Order(1));
        Output(RecordType.NewOrderSingle, Order(2) with { Slot = 9 });
        Output(RecordType.OrderCancelReplaceRequest, Order(1));
        Output(RecordType.OrderState, State(1, OrdStatus.PartiallyFilled, ExecType.Trade, 40));
        Output(RecordType.OrderRejected, new RejectPayload { Order = Order(3), Reason = RejectReason.MaxPosition });
        SlotView slot = Assert.Single(_day.SlotViews());
        Assert.Equal(
            (1, 1L, 1L, 0L, 1L, 1L),
            (slot.WorkingOrders, slot.Orders, slot.Replaces, slot.Cancels, slot.Fills, slot.Rejects));
        Assert.Equal(2, _day.View(lagInputs: 0, isCaughtUp: true).Orders);
    }

    [Fact]
    public void A_slot_shows_its_flattening_and_how_it_ended_until_it_runs_again()
    {
        Assert.Equal("", Assert.Single(_day.SlotViews()).Flattening);
        foreach (FlattenStatus status in (ReadOnlySpan<FlattenStatus>)[FlattenStatus.Canceling, FlattenStatus.Closing, FlattenStatus.NotFlat])
        {
            Output(RecordType.FlattenState, new FlattenStatePayload { Slot = 1, Status = status });
            Output(RecordType.FlattenState, new FlattenStatePayload { Slot = 7, Status = FlattenStatus.Flat });
            Assert.Equal(Names.Of(status), Assert.Single(_day.SlotViews()).Flattening);
        }

        Output(RecordType.SlotState, new SlotStatePayload { Slot = 1, State = SlotState.Stopped });
        Assert.Equal("notFlat", Assert.Single(_day.SlotViews()).Flattening);
        Output(RecordType.SlotState, new SlotStatePayload { Slot = 1, State = SlotState.Running });
        Assert.Equal("", Assert.Single(_day.SlotViews()).Flattening);
    }

    [Fact]
    public void Open_orders_are_told_slot_by_slot_the_oldest_first_and_no_more_than_asked_for()
    {
        foreach ((ulong id, int slot) in new[] { (4ul, 1), (2ul, 2), (3ul, 1) })
        {
            Output(RecordType.NewOrderSingle, Order(id) with { Slot = slot });
        }

        Assert.Equal(
            [new OrderId(3).ToString(), new OrderId(4).ToString()],
            _day.OpenOrders.First(2, _day.Names).Select(order => order.OrderId));
    }

    [Fact]
    public void Profit_is_realised_and_unrealised_less_fees()
    {
        Output(RecordType.PositionState, new PositionPayload
        {
            Slot = 1,
            Instrument = 2,
            Quantity = -30,
            Realised = 1_250_000_000,
            Unrealised = -250_000_000,
            Fees = 50_000_000,
        });
        PositionView position = Assert.Single(_day.Positions());
        Assert.Equal(("BETA", "house", -30L, 9.5m), (position.Instrument, position.Account, position.Quantity, position.Profit));
    }

    [Fact]
    public void Refusals_are_counted_by_reason()
    {
        Output(RecordType.OrderRejected, new RejectPayload { Order = Order(1), Reason = RejectReason.MaxPosition });
        Output(RecordType.OrderRejected, new RejectPayload { Order = Order(1), Reason = RejectReason.MaxPosition });
        Output(RecordType.OrderRejected, new RejectPayload { Order = Order(1), Reason = RejectReason.PriceCollar });
        Assert.Equal(
            new Dictionary<string, long> { ["maxPosition"] = 2, ["priceCollar"] = 1 },
            _day.View(lagInputs: 0, isCaughtUp: true).Rejects);
    }

    [Fact]
    public void The_last_200_alerts_are_kept()
    {
        for (int alert = 0; alert < 250; alert++)
        {
            Output(RecordType.Alert, new AlertPayload { Code = AlertCode.UnknownOrder, Count = 1, Detail = alert });
        }

        Assert.Equal((200, 50L), (_day.Alerts.Count, _day.Alerts.First().Detail));
    }

    [Fact]
    public void A_table_of_limits_that_is_not_whole_changes_nothing()
    {
        Input(RecordType.LimitsCommit, new LimitsCommitPayload { Version = 1, EntryCount = 3 });
        Assert.Empty(_day.Limits());
    }

    [Fact]
    public void Held_orders_are_told_with_the_reason()
    {
        Input(RecordType.SendsHeld, new SendsHeldPayload { IsHeld = 1, Reason = Text200.From("the disk is full"u8) });
        Assert.Equal("the disk is full", _day.View(lagInputs: 0, isCaughtUp: true).HeldReason);
        Input(RecordType.SendsHeld, new SendsHeldPayload());
        Assert.Equal("", _day.View(lagInputs: 0, isCaughtUp: true).HeldReason);
    }

    /// <summary>A slot's versions by what changed them: a letter is a version, the previous one behind it.</summary>
    [Theory]
    [InlineData("deploy:A- swap:BA", "")]
    [InlineData("deploy:A- swap:BA rollback:AB", "B")]
    [InlineData("deploy:A- swap:BA fault:AB", "B")]
    [InlineData("deploy:A- swap:BA rollback:AB rollback:BA", "")]
    [InlineData("deploy:A- swap:BA rollback:AB rollback:BA rollback:AB", "B")]
    [InlineData("deploy:A- swap:BA rollback:AB swap:CA", "")]
    [InlineData("deploy:A- swap:BA swap:AB", "")]
    public void A_slot_knows_the_version_that_it_was_rolled_back_from(string changes, string rolledBackFrom)
    {
        foreach (string[] change in changes.Split(' ').Select(change => change.Split(':')))
        {
            if (change[0] != "fault")
            {
                SwapKind kind = Enum.Parse<SwapKind>(change[0], ignoreCase: true);
                Input(RecordType.SwapRequested, new SwapRequestedPayload { Slot = 1, Kind = kind });
                Input(RecordType.SwapCommitted, new SwapDecisionPayload { Slot = 1, RequestSequence = _sequence });
            }
            else
            {
                Input(RecordType.CallbackOverrun);
            }

            Output(RecordType.SlotState, new SlotStatePayload
            {
                Slot = 1,
                State = SlotState.Running,
                PackageHash = HashOf(change[1][0]),
                PreviousHash = HashOf(change[1][1]),
            });
        }

        Assert.Equal(
            rolledBackFrom.Length == 0 ? "" : HashOf(rolledBackFrom[0]).ToString(), Assert.Single(_day.SlotViews()).RolledBackFrom);
    }

    private static Hash256 HashOf(char version) =>
        version == '-' ? default : Hash256.Parse(new string(char.ToLowerInvariant(version), 64));

    [Fact]
    public void A_day_ends_with_who_and_why_and_by_an_older_record_with_neither()
    {
        Input(RecordType.EndOfDay);
        Assert.Equal((true, ""), (_day.IsEnded, _day.View(lagInputs: 0, isCaughtUp: true).EndedBy));
        Input(RecordType.EndOfDay, new EndOfDayPayload { Who = Text32.From("anna"u8), Reason = Text200.From("a holiday"u8) });
        DayView view = _day.View(lagInputs: 0, isCaughtUp: true);
        Assert.Equal((true, "anna", "a holiday"), (view.Ended, view.EndedBy, view.EndReason));
    }

    [Theory]
    [InlineData(RecordType.SlotDefinition)]
    [InlineData(RecordType.KillSwitch)]
    [InlineData(RecordType.SwapRequested)]
    [InlineData(RecordType.LimitsCommit)]
    [InlineData(RecordType.StartOfDay)]
    public void An_input_of_a_wrong_length_is_passed_over_as_the_engine_does(RecordType type)
    {
        _day.TakeInput(Record(type, new byte[3]));
        Assert.Equal(_sequence, _day.LastSequence);
    }

    [Theory]
    [InlineData(RecordType.OrderState)]
    [InlineData(RecordType.NewOrderSingle)]
    [InlineData(RecordType.SlotState)]
    [InlineData(RecordType.LimitChanged)]
    public void An_output_of_a_wrong_length_is_passed_over(RecordType type)
    {
        _day.TakeOutput(Record(type, new byte[3]));
        Assert.Equal(0, _day.OpenOrders.Count);
    }
}
