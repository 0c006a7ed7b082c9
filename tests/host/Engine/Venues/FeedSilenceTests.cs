using Strategies.Engine.Snapshots;
using Strategies.Engine.Tests.Support;
using Strategies.Records;
using Strategies.Sdk;
using static Strategies.Engine.Tests.Support.TestInstruments;

namespace Strategies.Engine.Tests.Venues;

/// <summary>A feed that says nothing for longer than it may.</summary>
public sealed class FeedSilenceTests
{
    private const int LimitMs = 250;
    private const long LimitNs = LimitMs * 1_000_000L;
    private static readonly Price Limit = Dollars(100);

    // The second venue's feed may be silent for as long as it likes.
    private readonly EngineHarness _harness = new(
        instruments:
        [
            new Instrument { Id = First, Symbol = "ALPHA", Venue = new VenueId(1) },
            new Instrument { Id = Second, Symbol = "ALPHA", Venue = new VenueId(2) },
        ],
        silentAfterMs: venue => venue == 1 ? LimitMs : 0);

    public FeedSilenceTests()
    {
        _harness.Script(1);
        _harness.Quote(First, Limit, Dollars(100.02m));
        _harness.Quote(Second, Limit, Dollars(100.02m));
    }

    [Fact]
    public void Silence_is_told_at_its_limit_without_any_other_input_and_takes_the_venues_references()
    {
        Assert.Equal(_harness.TimeNs + LimitNs, _harness.Engine.NextTimerDueNs);
        ClockAfter(LimitNs - 1);
        Assert.Empty(_harness.Last);
        ClockAfter(1);
        AlertPayload alert = Assert.Single(_harness.LastOf<AlertPayload>(RecordType.Alert));
        Assert.Equal((AlertCode.FeedSilent, 1L), (alert.Code, alert.Detail));
        Assert.Equal(long.MaxValue, _harness.Engine.NextTimerDueNs);
        Assert.Equal(RejectReason.StaleReference, Send(First).Reason);
        Assert.True(Send(Second).IsSent);
        ClockAfter(3_600_000_000_000);
        Assert.Empty(_harness.LastAlerts);
    }

    [Fact]
    public void Every_packet_begins_the_limit_anew_and_one_ends_the_silence()
    {
        for (int round = 0; round < 10; round++)
        {
            _harness.TimeNs += LimitNs - 1;
            _harness.Quote(First, Limit, Dollars(100.02m));
            Assert.Empty(_harness.LastAlerts);
            Assert.Equal(_harness.TimeNs + LimitNs, _harness.Engine.NextTimerDueNs);
        }

        ClockAfter(LimitNs);
        Assert.Equal([AlertCode.FeedSilent], _harness.LastAlerts);
        _harness.Quote(First, Limit, Dollars(100.02m));
        Assert.Contains(AlertCode.FeedSilent, _harness.All.Skip(_harness.All.Count - 4)
            .Where(output => output.Type == RecordType.Alert).Select(output => output.As<AlertPayload>().Code));
        Assert.True(Send(First).IsSent);
        Assert.Equal(_harness.TimeNs + LimitNs, _harness.Engine.NextTimerDueNs);
    }

    [Fact]
    public void A_packet_later_than_the_limit_is_told_silent_first_and_then_heard()
    {
        _harness.TimeNs += 5 * LimitNs;
        _harness.Packet(PayloadFormat.Itch50, [], feed: 1);
        Assert.Equal([AlertCode.FeedSilent, AlertCode.FeedSilent], _harness.LastAlerts);
        Assert.False(_harness.State.Venues.HasGap(new VenueId(1)));
    }

    [Fact]
    public void A_snapshot_keeps_how_long_a_feed_has_been_silent_and_that_it_is()
    {
        ClockAfter(LimitNs / 2);
        TradingEngine counting = Restored();
        Assert.Equal(_harness.Engine.NextTimerDueNs, counting.NextTimerDueNs);
        ClockAfter(LimitNs);
        TradingEngine silent = Restored();
        Assert.True(silent.State.Venues.HasGap(new VenueId(1)));
        Assert.Equal(long.MaxValue, silent.NextTimerDueNs);
        Assert.Equal(EngineSnapshot.HashOf(_harness.Engine), EngineSnapshot.HashOf(silent));
    }

    [Fact]
    public void A_feed_that_never_says_anything_is_told_from_the_start_of_the_day_on()
    {
        EngineHarness harness = new(hasDay: false);
        harness.StartDay();
        harness.DefineFeed(3, 1, LimitMs);
        harness.Announce(Equities[0]);
        harness.Apply(RecordType.UniverseCommit, []);
        harness.TimeNs += LimitNs;
        harness.Apply(RecordType.Clock, []);
        Assert.Equal([AlertCode.FeedSilent], harness.LastAlerts);
    }

    private void ClockAfter(long ns)
    {
        _harness.TimeNs += ns;
        _harness.Apply(RecordType.Clock, []);
    }

    private SendResult Send(InstrumentId instrument) => _harness.Send(1, instrument, Side.Buy, Limit, 100);

    private TradingEngine Restored()
    {
        MemoryStream bytes = new();
        EngineSnapshot.Write(_harness.Engine, bytes);
        bytes.Position = 0;
        TestSource source = new();
        source.Stage(1, new ScriptedStrategy());
        return EngineSnapshot.Read(bytes, EngineHarness.SmallTables, source);
    }
}
