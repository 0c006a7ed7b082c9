using Strategies.Engine.Tests.Support;
using Strategies.MarketData.Tests;
using Strategies.Records;
using Strategies.Sdk;
using static Strategies.Engine.Tests.Support.TestInstruments;

namespace Strategies.Engine.Tests.Slots;

public sealed class CallbackTests
{
    private static (EngineHarness Harness, ScriptedStrategy Strategy) Subscribed(params InstrumentId[] instruments)
    {
        EngineHarness harness = new();
        ScriptedStrategy strategy = new()
        {
            Start = context =>
            {
                foreach (InstrumentId instrument in instruments)
                {
                    context.Subscribe(instrument);
                }
            },
        };
        harness.Deploy(1, strategy);
        return (harness, strategy);
    }

    [Fact]
    public void Every_message_of_a_packet_is_one_callback_and_only_the_last_says_so()
    {
        (EngineHarness harness, ScriptedStrategy strategy) = Subscribed(First);
        harness.Itch(
            Itch.Add(1, "ALPHA", Side.Buy, 1, 100, Dollars(10)),
            Itch.Add(1, "ALPHA", Side.Sell, 2, 200, Dollars(11)),
            Itch.Delete(1, 1));
        Assert.Equal(
            [BookAction.Add, BookAction.Add, BookAction.Delete], strategy.BookEvents.Select(item => item.Action));
        Assert.Equal([false, false, true], strategy.BookEvents.Select(item => item.IsLastInPacket));
        Assert.Equal(100, strategy.BookEvents[2].Quantity.Raw);
        Assert.Equal(Dollars(10), strategy.BookEvents[2].Price);
    }

    [Fact]
    public void A_callback_sees_the_book_with_its_own_message_and_without_the_next()
    {
        (EngineHarness harness, ScriptedStrategy strategy) = Subscribed(First);
        List<(long Bid, long Offer)> seen = [];
        strategy.Book = (context, _) =>
            seen.Add((context.Book(First).BestBid.Quantity.Raw, context.Book(First).BestOffer.Quantity.Raw));
        harness.Itch(
            Itch.Add(1, "ALPHA", Side.Buy, 1, 100, Dollars(10)),
            Itch.Add(1, "ALPHA", Side.Sell, 2, 200, Dollars(11)),
            Itch.Reduce(1, 1, 40));
        Assert.Equal([(100, 0), (100, 200), (60, 200)], seen);
    }

    [Fact]
    public void A_lobster_row_is_told_with_the_levels_that_entered_and_without_those_cut()
    {
        (EngineHarness harness, ScriptedStrategy strategy) = Subscribed(First);
        int offers = -1;
        strategy.Book = (context, _) => offers = context.Book(First).LevelCount(Side.Sell);
        LobsterLevelSet Offer(decimal price) =>
            new() { Price = Dollars(price).Raw, Quantity = 10, Side = (long)Side.Sell };
        harness.Lobster("34200.1,1,5,18,990000,1", 2, Offer(100), Offer(101), Offer(102));
        Assert.Equal(2, offers);
        Assert.Single(strategy.BookEvents);
        Assert.True(strategy.BookEvents[0].IsLastInPacket);
    }

    [Fact]
    public void Executions_are_trades_and_hidden_ones_leave_the_book_as_it_is()
    {
        (EngineHarness harness, ScriptedStrategy strategy) = Subscribed(First);
        harness.Itch(Itch.Add(1, "ALPHA", Side.Sell, 9, 300, Dollars(20)));
        harness.Itch(Itch.Execute(1, 9, 100));
        harness.Itch(Itch.ExecuteAt(1, 9, 50, Dollars(19.5m), isPrintable: false));
        harness.Itch(Itch.HiddenTrade(1, "ALPHA", 70, Dollars(19.75m)));
        Assert.Equal([Dollars(20), Dollars(19.5m), Dollars(19.75m)], strategy.Trades.Select(trade => trade.Price));
        Assert.Equal([false, false, true], strategy.Trades.Select(trade => trade.IsHidden));
        Assert.Equal([true, false, true], strategy.Trades.Select(trade => trade.IsPrintable));
        Assert.Equal(Side.Sell, strategy.Trades[0].RestingSide);
        Assert.Equal(9UL, strategy.Trades[0].OrderReference);
        Assert.Equal(150, harness.Engine.BookOf(First).BestOffer.Quantity.Raw);
        Assert.Equal(Dollars(19.75m), harness.Engine.BookOf(First).LastTradePrice);
        Assert.Single(strategy.BookEvents);
    }

    [Fact]
    public void An_execution_of_an_unknown_order_leaves_the_last_trade_price_as_it_was_and_is_not_told()
    {
        (EngineHarness harness, ScriptedStrategy strategy) = Subscribed(First);
        harness.Itch(Itch.HiddenTrade(1, "ALPHA", 70, Dollars(19.75m)));
        harness.Itch(Itch.Execute(1, 404, 100));
        Assert.Equal(Dollars(19.75m), harness.Engine.BookOf(First).LastTradePrice);
        Assert.Single(strategy.Trades);
    }

    [Fact]
    public void A_strategy_hears_only_what_it_subscribed_to_and_the_whole_market()
    {
        (EngineHarness harness, ScriptedStrategy strategy) = Subscribed(Second);
        harness.Itch(
            Itch.Add(1, "ALPHA", Side.Buy, 1, 100, Dollars(10)), Itch.Add(2, "BETA", Side.Buy, 2, 100, Dollars(10)));
        harness.Itch(
            Itch.HiddenTrade(1, "ALPHA", 70, Dollars(19.75m)), Itch.TradingAction(1, "ALPHA", 'H'), Itch.System('Q'));
        Assert.Equal(Second, Assert.Single(strategy.BookEvents).Instrument);
        Assert.Empty(strategy.Trades);
        MarketStatusEvent status = Assert.Single(strategy.Statuses);
        Assert.Equal(MarketStatusKind.SystemEvent, status.Kind);
        Assert.Equal(TradingStatus.Trading, status.Status);
        Assert.Equal((byte)'Q', status.Code);
    }

    [Fact]
    public void The_last_whole_message_of_a_packet_that_breaks_off_is_told_and_the_rest_is_an_alert()
    {
        (EngineHarness harness, ScriptedStrategy strategy) = Subscribed(First);
        byte[] whole = ItchBytes.Frames(Itch.Add(1, "ALPHA", Side.Buy, 1, 100, Dollars(10)));
        harness.Packet(PayloadFormat.Itch50, [.. whole, 0, 200, 1]);
        Assert.True(Assert.Single(strategy.BookEvents).IsLastInPacket);
        AlertPayload alert = harness.LastOf<AlertPayload>(RecordType.Alert).Single();
        Assert.Equal(AlertCode.MalformedPacket, alert.Code);
        Assert.Equal(whole.Length, alert.Detail);
    }

    [Theory]
    [InlineData('H', TradingStatus.Halted)]
    [InlineData('P', TradingStatus.Halted)]
    [InlineData('Q', TradingStatus.QuotationOnly)]
    [InlineData('T', TradingStatus.Trading)]
    public void A_trading_action_sets_the_status_of_the_book_and_is_told(char code, TradingStatus status)
    {
        (EngineHarness harness, ScriptedStrategy strategy) = Subscribed(First);
        harness.Itch(Itch.TradingAction(1, "ALPHA", code));
        Assert.Equal(status, harness.Engine.BookOf(First).Status);
        Assert.Equal(status, Assert.Single(strategy.Statuses).Status);
    }

    [Fact]
    public void A_market_wide_message_reaches_all_of_sixty_four_slots()
    {
        EngineHarness harness = new(EngineHarness.SmallTables with { SlotsMax = 64 }, slots: 64);
        ScriptedStrategy[] strategies = Enumerable.Range(1, 64).Select(harness.Script).ToArray();
        harness.Itch(Itch.System('Q'));
        Assert.All(strategies, strategy => Assert.Single(strategy.Statuses));
    }

    [Fact]
    public void More_than_sixty_four_slots_cannot_be_asked_for() =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            new TradingEngine(new EngineOptions { SlotsMax = 65 }, new TestSource()));

    [Fact]
    public void Engine_time_never_goes_back()
    {
        (EngineHarness harness, ScriptedStrategy strategy) = Subscribed(First);
        long before = harness.TimeNs;
        harness.TimeNs = before - 1_000;
        harness.Itch(Itch.Add(1, "ALPHA", Side.Buy, 1, 100, Dollars(10)));
        Assert.Equal(before, strategy.Seen.TimeNs);
        Assert.Equal(before, harness.Engine.BookOf(First).LastUpdateTimeNs);
    }

    [Fact]
    public void An_instrument_outside_the_universe_cannot_be_read_or_subscribed()
    {
        EngineHarness harness = new();
        harness.Script(1);
        harness.Do(1, context =>
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => context.Book(new InstrumentId(3)));
            Assert.Throws<ArgumentOutOfRangeException>(() => context.Subscribe(InstrumentId.None));
            Assert.Throws<ArgumentOutOfRangeException>(() => context.Position(new InstrumentId(-1)));
            Assert.Equal(Second, context.FindInstrument("BETA"));
            Assert.Equal(InstrumentId.None, context.FindInstrument("GAMMA"));
        });
        Assert.Equal(SlotState.Running, harness.Engine.StateOf(1));
    }
}
