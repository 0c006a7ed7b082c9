using Strategies.Engine.Snapshots;
using Strategies.Engine.Tests.Support;
using Strategies.MarketData.Tests;
using Strategies.Records;
using Strategies.Sdk;
using static Strategies.Engine.Tests.Support.TestInstruments;

namespace Strategies.Engine.Tests;

/// <summary>What strategies are told of messages that are not what they seem, and what is counted instead.</summary>
public sealed class MarketDataHandlerTests
{
    private readonly EngineHarness _harness = new();
    private readonly ScriptedStrategy _strategy = new() { Start = context => context.Subscribe(First) };

    public MarketDataHandlerTests() => _harness.Deploy(1, _strategy);

    [Fact]
    public void A_hidden_trade_is_told_without_a_side()
    {
        _harness.Itch(Itch.HiddenTrade(1, "ALPHA", 70, Dollars(19.75m)));
        _harness.Lobster("34200.1,5,0,18,990000,1", 2);
        Assert.Equal([Side.None, Side.None], _strategy.Trades.Select(trade => trade.RestingSide));
        Assert.All(_strategy.Trades, trade => Assert.True(trade.IsHidden && trade.IsPrintable && !trade.IsCross));
    }

    [Fact]
    public void A_cross_is_told_order_by_order_as_not_printable_and_then_whole_at_its_price()
    {
        _harness.Itch(Itch.Add(1, "ALPHA", Side.Buy, 9, 500, Dollars(100.5m)));
        _harness.Itch(
            Itch.ExecuteAt(1, 9, 500, Dollars(100.2m), isPrintable: false),
            Itch.Cross(1, "ALPHA", 800, Dollars(100.2m)));
        Assert.Equal(
            [(Dollars(100.2m), 500, Side.Buy, false, false), (Dollars(100.2m), 800, Side.None, true, true)],
            _strategy.Trades.Select(trade =>
                (trade.Price, trade.Quantity.Raw, trade.RestingSide, trade.IsPrintable, trade.IsCross)));
        Assert.Equal(Dollars(100.2m), _harness.Engine.BookOf(First).LastTradePrice);
        Assert.True(_harness.Engine.BookOf(First).BestBid.IsEmpty);
    }

    [Fact]
    public void A_cross_in_a_lobster_row_leaves_the_book_alone()
    {
        LobsterLevelSet bid = new() { Price = Dollars(100).Raw, Quantity = 100, Side = (long)Side.Buy };
        LobsterLevelSet offer = new() { Price = Dollars(100.1m).Raw, Quantity = 50, Side = (long)Side.Sell };
        _harness.Lobster("34200,7,0,0,1,-1", 5, bid, offer);
        _harness.Lobster("34200.5,6,-1,1500,1000500,-1", 5);
        TradeEvent trade = Assert.Single(_strategy.Trades);
        Assert.Equal(
            (Dollars(100.05m), 1_500L, Side.None, true, false, 0UL),
            (trade.Price, trade.Quantity.Raw, trade.RestingSide, trade.IsCross, trade.IsHidden, trade.OrderReference));
        Assert.Equal((100L, 50L), (
            _harness.Engine.BookOf(First).BestBid.Quantity.Raw, _harness.Engine.BookOf(First).BestOffer.Quantity.Raw));
    }

    [Fact]
    public void Crosses_without_shares_and_broken_trades_are_not_told_and_leave_the_last_price()
    {
        _harness.Itch(Itch.HiddenTrade(1, "ALPHA", 70, Dollars(19.75m)));
        long untold = _harness.Engine.Counters.UntoldMessages;
        _harness.Itch(Itch.Cross(1, "ALPHA", 0, Dollars(0)), ItchBytes.Message('B', 1, new byte[8]));
        Assert.Single(_strategy.Trades);
        Assert.Equal(Dollars(19.75m), _harness.Engine.BookOf(First).LastTradePrice);
        Assert.Equal(2, _harness.Engine.Counters.UntoldMessages - untold);
    }

    [Fact]
    public void What_names_an_unknown_order_alone_is_counted_and_not_told()
    {
        long untold = _harness.Engine.Counters.UntoldMessages;
        _harness.Itch(
            Itch.Execute(1, 404, 100),
            Itch.Reduce(1, 405, 1),
            Itch.Delete(1, 406),
            Itch.Replace(1, 407, 408, 10, Dollars(5)));
        Assert.Empty(_strategy.Trades);
        Assert.Empty(_strategy.BookEvents);
        Assert.Equal(4, _harness.Engine.Counters.UntoldMessages - untold);
        _harness.EndOfDay();
        AlertPayload alert = _harness.LastOf<AlertPayload>(RecordType.Alert).Single();
        Assert.Equal((AlertCode.UnknownMarketOrder, 4), (alert.Code, alert.Count));
    }

    [Fact]
    public void An_execution_of_an_unknown_order_that_states_its_price_is_told_without_a_side()
    {
        _harness.Itch(Itch.ExecuteAt(1, 404, 100, Dollars(20), isPrintable: true));
        TradeEvent trade = Assert.Single(_strategy.Trades);
        Assert.Equal((Dollars(20), Side.None), (trade.Price, trade.RestingSide));
    }

    [Fact]
    public void A_message_of_no_shares_is_left_out_with_words_of_its_own_and_its_packet_goes_on()
    {
        byte[] good = Itch.Add(1, "ALPHA", Side.Buy, 1, 100, Dollars(10));
        _harness.Itch(
            good,
            Itch.Add(1, "ALPHA", Side.Buy, 2, 0, Dollars(11)),
            Itch.Add(1, "ALPHA", Side.Buy, 3, 5, Dollars(0)),
            Itch.Add(1, "ALPHA", Side.Sell, 4, 200, Dollars(12)));
        AlertPayload alert = _harness.LastOf<AlertPayload>(RecordType.Alert).Single();
        Assert.Equal((AlertCode.InvalidMessage, 2, good.Length + 2L), (alert.Code, alert.Count, alert.Detail));
        Assert.Equal("message of no shares or at no price, left out", alert.Text.ToString());
        Assert.Equal([1UL, 4UL], _strategy.BookEvents.Select(item => item.OrderReference));
        Assert.Equal(Dollars(10), _harness.Engine.BookOf(First).BestBid.Price);
        _harness.EndOfDay();
        Assert.Empty(_harness.LastOf<AlertPayload>(RecordType.Alert));
    }

    [Fact]
    public void A_replacement_by_no_shares_leaves_the_order_as_it_was()
    {
        _harness.Itch(Itch.Add(1, "ALPHA", Side.Buy, 1, 100, Dollars(10)));
        _harness.Itch(Itch.Replace(1, 1, 2, 0, Dollars(11)));
        Assert.Equal(new BookLevel(Dollars(10), 100, 1), _harness.Engine.BookOf(First).BestBid);
        Assert.Single(_strategy.BookEvents);
    }

    [Fact]
    public void An_operational_halt_is_told_and_holds_whatever_trading_actions_say_until_it_is_lifted()
    {
        _harness.Itch(
            Itch.OperationalHalt(1, "ALPHA", 'H'),
            Itch.TradingAction(1, "ALPHA", 'H'),
            Itch.TradingAction(1, "ALPHA", 'T'),
            Itch.OperationalHalt(1, "ALPHA", 'T'));
        Assert.Equal(
            [
                (MarketStatusKind.OperationalHalt, TradingStatus.Halted, 'H'),
                (MarketStatusKind.TradingAction, TradingStatus.Halted, 'H'),
                (MarketStatusKind.TradingAction, TradingStatus.Halted, 'T'),
                (MarketStatusKind.OperationalHalt, TradingStatus.Trading, 'T'),
            ],
            _strategy.Statuses.Select(status => (status.Kind, status.Status, (char)status.Code)));
        Assert.Equal(TradingStatus.Trading, _harness.Engine.BookOf(First).Status);
    }

    [Fact]
    public void A_trading_halt_holds_when_an_operational_halt_is_lifted()
    {
        _harness.Itch(Itch.TradingAction(1, "ALPHA", 'H'));
        _harness.Itch(Itch.OperationalHalt(1, "ALPHA", 'H'), Itch.OperationalHalt(1, "ALPHA", 'T'));
        Assert.Equal(TradingStatus.Halted, _strategy.Statuses[^1].Status);
        Assert.Equal(TradingStatus.Halted, _harness.Engine.BookOf(First).Status);
    }

    [Fact]
    public void A_trading_state_that_is_not_known_leaves_a_halt_as_it_is()
    {
        _harness.Itch(Itch.TradingAction(1, "ALPHA", 'P'), Itch.TradingAction(1, "ALPHA", '?'));
        Assert.Equal(
            [TradingStatus.Halted, TradingStatus.Halted], _strategy.Statuses.Select(status => status.Status));
        Assert.Equal(TradingStatus.Halted, _harness.Engine.BookOf(First).Status);
    }

    [Fact]
    public void An_operational_halt_of_another_market_is_none_here()
    {
        _harness.Itch(Itch.OperationalHalt(1, "ALPHA", 'H', market: 'B'));
        Assert.Empty(_strategy.Statuses);
        Assert.Equal(TradingStatus.Unknown, _harness.Engine.BookOf(First).Status);
    }

    [Fact]
    public void The_gate_refuses_orders_during_an_operational_halt()
    {
        List<SendResult> results = [];
        _strategy.Book = (context, _) => results.Add(
            context.Send(NewOrder.Limit(First, Side.Buy, Dollars(10), 100)));
        byte[] offer = Itch.Add(1, "ALPHA", Side.Sell, 1, 100, Dollars(11));
        _harness.Itch(Itch.Add(1, "ALPHA", Side.Buy, 2, 100, Dollars(10)), Itch.OperationalHalt(1, "ALPHA", 'H'));
        _harness.Itch(offer);
        _harness.Itch(Itch.OperationalHalt(1, "ALPHA", 'T'));
        _harness.Itch(offer);
        Assert.Equal(3, results.Count);
        Assert.Equal(RejectReason.InstrumentNotTradable, results[1].Reason);
        Assert.NotEqual(RejectReason.InstrumentNotTradable, results[2].Reason);
    }

    [Fact]
    public void An_operational_halt_survives_a_snapshot()
    {
        EngineHarness harness = new();
        harness.Itch(Itch.TradingAction(1, "ALPHA", 'T'), Itch.OperationalHalt(1, "ALPHA", 'H'), Itch.Execute(1, 404, 1));
        using MemoryStream snapshot = new();
        EngineSnapshot.Write(harness.Engine, snapshot);
        snapshot.Position = 0;
        TradingEngine restored = EngineSnapshot.Read(snapshot, EngineHarness.SmallTables, harness.Source);
        Assert.Equal(TradingStatus.Halted, restored.BookOf(First).Status);
        Assert.Equal(EngineSnapshot.HashOf(harness.Engine), EngineSnapshot.HashOf(restored));
        Assert.Equal(1, restored.Counters.UntoldMessages);
    }
}
