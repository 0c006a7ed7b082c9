using System.Runtime.InteropServices;
using Strategies.Engine.Snapshots;
using Strategies.Engine.Tests.Support;
using Strategies.MarketData.Tests;
using Strategies.Records;
using Strategies.Sdk;
using static Strategies.Engine.Tests.Support.TestInstruments;

namespace Strategies.Engine.Tests.Venues;

/// <summary>Several venues in one engine: what is said of one touches no other.</summary>
public sealed class VenueTests
{
    private static readonly InstrumentId Third = new(3);
    private static readonly Price Limit = Dollars(100);

    private readonly EngineHarness _harness = new(instruments: TwoVenues);
    private readonly ScriptedStrategy _strategy;

    public VenueTests()
    {
        _strategy = _harness.Script(1);
        foreach (InstrumentId instrument in (ReadOnlySpan<InstrumentId>)[First, Second, Third])
        {
            _harness.Quote(instrument, Limit, Dollars(100.02m));
        }
    }

    /// <summary>ALPHA at both venues, BETA at the second only.</summary>
    private static Instrument[] TwoVenues =>
    [
        new Instrument { Id = First, Symbol = "ALPHA", Venue = new VenueId(1) },
        new Instrument { Id = Second, Symbol = "ALPHA", Venue = new VenueId(2) },
        new Instrument { Id = Third, Symbol = "BETA", Venue = new VenueId(2) },
    ];

    [Fact]
    public void A_venue_that_is_down_refuses_its_own_orders_and_the_other_goes_on()
    {
        OrderId here = Send(First).OrderId;
        OrderId there = Send(Second).OrderId;
        _harness.Session(2, isUp: false);
        Assert.Equal((true, false), (_harness.Engine.IsVenueUp(new VenueId(1)), _harness.Engine.IsVenueUp(new VenueId(2))));
        Assert.Equal(RejectReason.VenueDown, Send(Second).Reason);
        Assert.Equal(RejectReason.VenueDown, Send(Third).Reason);
        Assert.Equal(RejectReason.VenueDown, _harness.Replace(1, there, Limit, 200).Reason);
        Assert.True(_harness.Cancel(1, there).IsSent);
        Assert.True(Send(First).IsSent);
        Assert.True(_harness.Replace(1, here, Limit, 200).IsSent);
        // The other one going down does not bring this one up.
        _harness.Session(1, isUp: false);
        _harness.Session(1, isUp: true);
        Assert.Equal(RejectReason.VenueDown, Send(Second).Reason);
        _harness.Session(2, isUp: true);
        Assert.True(Send(Second).IsSent);
    }

    [Fact]
    public void Every_order_and_request_names_the_venue_of_its_instrument()
    {
        OrderId order = Send(Second).OrderId;
        Assert.Equal(2, _harness.LastOf<OrderPayload>(RecordType.NewOrderSingle).Single().Venue);
        _harness.Replace(1, order, Limit, 200);
        Assert.Equal(2, _harness.LastOf<OrderPayload>(RecordType.OrderCancelReplaceRequest).Single().Venue);
        OrderId other = Send(First).OrderId;
        Assert.Equal(1, _harness.LastOf<OrderPayload>(RecordType.NewOrderSingle).Single().Venue);
        _harness.Cancel(1, other);
        Assert.Equal(1, _harness.LastOf<OrderPayload>(RecordType.OrderCancelRequest).Single().Venue);
        Send(new InstrumentId(9));
        RejectPayload reject = _harness.LastOf<RejectPayload>(RecordType.OrderRejected).Single();
        Assert.Equal((RejectReason.UnknownInstrument, (ushort)0), (reject.Reason, reject.Order.Venue));
    }

    [Fact]
    public void Fills_with_the_same_number_at_two_venues_both_count_and_a_repeat_at_one_does_not()
    {
        OrderId here = Send(First).OrderId;
        OrderId there = Send(Second).OrderId;
        Fill(1, here, execId: 7, quantity: 30, cumQty: 30);
        Fill(2, there, execId: 7, quantity: 40, cumQty: 40);
        Assert.DoesNotContain(RecordType.Alert, _harness.Last.Select(output => output.Type));
        Assert.Equal((30, 40), (Held(First), Held(Second)));
        Fill(2, there, execId: 7, quantity: 40, cumQty: 80);
        Assert.Equal([AlertCode.Duplicate], _harness.LastAlerts);
        Assert.Equal((30, 40), (Held(First), Held(Second)));
        Assert.Equal(2, _harness.Engine.Counters.Fills);
        // The number that the venue gave stays what it was.
        Assert.Equal(
            [7UL, 7UL],
            _harness.AllOf<OrderStatePayload>(RecordType.OrderState).Where(state => state.ExecType == ExecType.Trade)
                .Select(state => state.ExecId));
    }

    [Fact]
    public void A_break_or_correction_at_one_venue_does_not_touch_the_fill_of_that_number_at_the_other()
    {
        OrderId here = Send(First).OrderId;
        OrderId there = Send(Second).OrderId;
        Fill(1, here, execId: 7, quantity: 30, cumQty: 30);
        Fill(2, there, execId: 7, quantity: 40, cumQty: 40);
        _harness.Report(2, Change(there, ExecType.TradeCorrect, 8, 7, lastQty: 25, cumQty: 25));
        Assert.Empty(_harness.LastAlerts);
        Assert.Equal((30, 25), (Held(First), Held(Second)));
        // Renumbered there; here the number is still the fill's.
        _harness.Report(2, Change(there, ExecType.TradeCancel, 9, 7, lastQty: 0, cumQty: 25));
        Assert.Equal(AlertCode.InconsistentReport, _harness.LastAlerts[0]);
        _harness.Report(1, Change(here, ExecType.TradeCancel, 8, 7, lastQty: 0, cumQty: 0));
        Assert.Empty(_harness.LastAlerts);
        Assert.Equal((0, 25), (Held(First), Held(Second)));
        _harness.Report(2, Change(there, ExecType.TradeCancel, 9, 8, lastQty: 0, cumQty: 0));
        Assert.Equal((0, 0), (Held(First), Held(Second)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(64)]
    [InlineData(65_535)]
    public void A_report_of_a_venue_that_does_not_have_the_order_is_an_alert_and_changes_nothing(int venue)
    {
        OrderId there = Send(Second).OrderId;
        Fill((ushort)venue, there, execId: 1, quantity: 40, cumQty: 40);
        Assert.Equal([AlertCode.InconsistentReport], _harness.LastAlerts);
        CancelRejectPayload reject = new() { OrderId = there.Value, RequestId = 1, Reason = RejectReason.TooLate };
        _harness.Apply(
            new RecordHeader
            {
                Type = RecordType.OrderCancelReject,
                SourceKind = SourceKind.Venue,
                SourceId = (ushort)venue,
            },
            MemoryMarshal.AsBytes(new ReadOnlySpan<CancelRejectPayload>(in reject)));
        Assert.Equal([AlertCode.InconsistentReport], _harness.LastAlerts);
        Assert.Single(_harness.Last);
        Assert.Equal(0, Held(Second));
        Assert.Empty(_strategy.Updates);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65_535)]
    public void The_session_or_feed_of_a_number_that_is_not_known_is_an_alert(int number)
    {
        _harness.Session((ushort)number, isUp: false);
        Assert.Equal([AlertCode.InvalidRecord], _harness.LastAlerts);
        _harness.Apply(RecordType.FeedStatus, new FeedStatusPayload { Feed = number, Condition = FeedCondition.Gap });
        Assert.Equal([AlertCode.InvalidRecord], _harness.LastAlerts);
        _harness.Packet(PayloadFormat.Itch50, [], feed: (ushort)number);
        Assert.Equal([AlertCode.InvalidRecord], _harness.LastAlerts);
        Assert.False(_harness.Engine.IsVenueUp(new VenueId((ushort)number)));
        Assert.True(Send(First).IsSent);
        Assert.True(Send(Second).IsSent);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    [InlineData(65_537)]
    public void The_state_of_a_feed_whose_number_cannot_be_is_an_alert(int feed)
    {
        _harness.Apply(RecordType.FeedStatus, new FeedStatusPayload { Feed = feed, Condition = FeedCondition.Gap });
        Assert.Equal([AlertCode.InvalidRecord], _harness.LastAlerts);
        Assert.True(Send(First).IsSent);
    }

    [Fact]
    public void A_session_record_of_one_venue_that_names_another_is_an_alert()
    {
        SessionStatusPayload status = new() { Venue = 2, IsUp = 0 };
        _harness.Apply(
            new RecordHeader { Type = RecordType.SessionStatus, SourceKind = SourceKind.Venue, SourceId = 1 },
            MemoryMarshal.AsBytes(new ReadOnlySpan<SessionStatusPayload>(in status)));
        Assert.Equal([AlertCode.InvalidRecord], _harness.LastAlerts);
        Assert.True(Send(Second).IsSent);
    }

    [Fact]
    public void A_gap_in_one_feed_takes_the_references_of_its_venue_and_no_other()
    {
        _harness.Apply(RecordType.FeedStatus, new FeedStatusPayload { Feed = 2, Condition = FeedCondition.Gap });
        Assert.Equal(RejectReason.StaleReference, Send(Second).Reason);
        Assert.Equal(RejectReason.StaleReference, Send(Third).Reason);
        Assert.True(Send(First).IsSent);
        _harness.Apply(RecordType.FeedStatus, new FeedStatusPayload { Feed = 1, Condition = FeedCondition.Stale });
        _harness.Apply(RecordType.FeedStatus, new FeedStatusPayload { Feed = 1, Condition = FeedCondition.Recovered });
        Assert.Equal(RejectReason.StaleReference, Send(Second).Reason);
        _harness.Apply(RecordType.FeedStatus, new FeedStatusPayload { Feed = 2, Condition = FeedCondition.Recovered });
        Assert.True(Send(Second).IsSent);
    }

    [Fact]
    public void A_feed_tells_of_the_instruments_of_its_venue_only()
    {
        // The same symbol: each feed moves its own venue's book.
        _harness.Packet(
            PayloadFormat.Itch50, ItchBytes.Frames(Itch.Add(1, "ALPHA", Side.Buy, 5, 10, Dollars(100.01m))), feed: 2);
        Assert.Equal(
            (Dollars(100), Dollars(100.01m)),
            (_harness.Engine.BookOf(First).BestBid.Price, _harness.Engine.BookOf(Second).BestBid.Price));
        // BETA is not at the first venue, whatever its feed says; nor is it by a LOBSTER row's number.
        _harness.Itch(Itch.Add(3, "BETA", Side.Buy, 6, 10, Dollars(100.01m)));
        LobsterPrefix prefix = new() { Instrument = 3, WindowLevels = 5, TextLength = Row.Length };
        _harness.Packet(PayloadFormat.Lobster, [.. MemoryMarshal.AsBytes([prefix]), .. Row], feed: 1);
        Assert.Equal(Dollars(100), _harness.Engine.BookOf(Third).BestBid.Price);
        _harness.Packet(PayloadFormat.Lobster, [.. MemoryMarshal.AsBytes([prefix]), .. Row], feed: 2);
        Assert.Equal(Dollars(100.01m), _harness.Engine.BookOf(Third).BestBid.Price);
    }

    [Fact]
    public void Locate_codes_belong_to_their_feed()
    {
        // Code 1 is ALPHA at both venues; its second feed renames it.
        _harness.Packet(PayloadFormat.Itch50, ItchBytes.Frames(Itch.Directory(1, "BETA")), feed: 2);
        _harness.Itch(Itch.TradingAction(1, "ALPHA", 'H'));
        Assert.Equal(RejectReason.InstrumentNotTradable, Send(First).Reason);
        Assert.True(Send(Second).IsSent);
    }

    [Fact]
    public void A_message_about_a_whole_market_says_which_venue_it_is()
    {
        _harness.Packet(PayloadFormat.Itch50, ItchBytes.Frames(Itch.System('M')), feed: 2);
        MarketStatusEvent status = _strategy.Statuses[^1];
        Assert.Equal(
            (InstrumentId.None, new VenueId(2), TradingStatus.Closed), (status.Instrument, status.Venue, status.Status));
    }

    [Fact]
    public void A_symbol_is_found_alone_where_one_venue_has_it_and_with_the_venues_name_everywhere()
    {
        _harness.Do(1, context =>
        {
            Assert.Equal(Third, context.FindInstrument("BETA"));
            Assert.Equal(Third, context.FindInstrument("BETA@V2"));
            Assert.Equal(First, context.FindInstrument("ALPHA@V1"));
            Assert.Equal(Second, context.FindInstrument("ALPHA@V2"));
            Assert.Equal(InstrumentId.None, context.FindInstrument("ALPHA"));
            Assert.Equal(InstrumentId.None, context.FindInstrument("BETA@V1"));
            Assert.Equal(InstrumentId.None, context.FindInstrument("ALPHA@"));
            Assert.Equal(InstrumentId.None, context.FindInstrument("@V1"));
            Assert.Equal(new VenueId(2), context.Instrument(Second).Venue);
        });
    }

    [Fact]
    public void A_snapshot_keeps_what_is_known_of_every_venue_and_feed()
    {
        OrderId here = Send(First).OrderId;
        OrderId there = Send(Second).OrderId;
        Fill(1, here, execId: 7, quantity: 30, cumQty: 30);
        Fill(2, there, execId: 7, quantity: 40, cumQty: 40);
        _harness.Session(2, isUp: false);
        _harness.Apply(RecordType.FeedStatus, new FeedStatusPayload { Feed = 1, Condition = FeedCondition.Gap });
        MemoryStream bytes = new();
        EngineSnapshot.Write(_harness.Engine, bytes);
        bytes.Position = 0;
        TestSource source = new();
        source.Stage(1, new ScriptedStrategy());
        TradingEngine restored = EngineSnapshot.Read(bytes, EngineHarness.SmallTables, source);
        Assert.Equal(EngineSnapshot.HashOf(_harness.Engine), EngineSnapshot.HashOf(restored));
        Assert.Equal((true, false), (restored.IsVenueUp(new VenueId(1)), restored.IsVenueUp(new VenueId(2))));
        Assert.True(restored.State.Venues.HasGap(new VenueId(1)));
        Assert.Equal("V2", restored.State.Venues.NameOf(new VenueId(2)));
        int fill = restored.State.Fills.Find(new VenueId(2), 7);
        Assert.Equal(there.Value, restored.State.Fills[fill].OrderId);
        Assert.Equal(here.Value, restored.State.Fills[restored.State.Fills.Find(new VenueId(1), 7)].OrderId);
    }

    private static ReadOnlySpan<byte> Row => "34200.000000001,1,4711,10,1000100,1"u8;

    private SendResult Send(InstrumentId instrument) => _harness.Send(1, instrument, Side.Buy, Limit, 100);

    private long Held(InstrumentId instrument) => _harness.State.Positions[1, instrument].Quantity;

    private void Fill(ushort venue, OrderId order, ulong execId, long quantity, long cumQty) => _harness.Report(
        venue,
        new ExecutionReportPayload
        {
            OrderId = order.Value,
            ExecId = execId,
            ExecType = ExecType.Trade,
            OrdStatus = OrdStatus.PartiallyFilled,
            LastPx = Limit.Raw,
            LastQty = quantity,
            CumQty = cumQty,
            LeavesQty = 100 - cumQty,
        });

    private static ExecutionReportPayload Change(
        OrderId order, ExecType execType, ulong execId, ulong execRefId, long lastQty, long cumQty) => new()
        {
            OrderId = order.Value,
            ExecId = execId,
            ExecRefId = execRefId,
            ExecType = execType,
            OrdStatus = OrdStatus.PartiallyFilled,
            LastPx = Limit.Raw,
            LastQty = lastQty,
            CumQty = cumQty,
            LeavesQty = 100 - cumQty,
        };
}
