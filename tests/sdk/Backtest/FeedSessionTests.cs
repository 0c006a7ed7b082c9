using Strategies.Backtest.Tests.Support;
using Strategies.Plans;
using Strategies.Records;
using Strategies.Sdk;
using Strategies.Session.Results;

namespace Strategies.Backtest.Tests;

/// <summary>Feeds whose packets hold many messages go the same way as LOBSTER: played, journalled, replayed.</summary>
public sealed class FeedSessionTests : IDisposable
{
    private readonly TestSession _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void An_artificial_itch_day_of_three_symbols_plays_and_replays_equal()
    {
        SessionResult result = Play("itch/RITCH.ex20101224.reframed.itch");
        Assert.Equal(12_012, result.FeedMessages);
        Assert.Equal(12_012, result.RecordMessages);
        Assert.Equal(0, result.EventsLost);
        Assert.Equal(3, CountOf(result, RecordType.Instrument));
        TestSession.RequireEqualReplay(result);
    }

    [Fact]
    public void The_head_of_a_real_itch_day_plays_and_replays_equal()
    {
        SessionResult result = Play("itch/BBekele_head1000_real.itch", "2020-01-30");
        Assert.Equal(1_000, result.FeedMessages);
        Assert.Equal(1_000, result.RecordMessages);
        Assert.Equal(0, result.EventsLost);
        Assert.Equal(993, CountOf(result, RecordType.Instrument));
        TestSession.RequireEqualReplay(result);
    }

    [Fact]
    public void Captured_packets_play_and_replay_equal_and_the_gap_between_them_is_on_record()
    {
        SessionResult result = Play(Pcap);
        Assert.Equal(39, result.FeedMessages);
        Assert.Equal(39, result.RecordMessages);
        Assert.Equal(0, result.EventsLost);
        List<JournalRecord> inputs = JournalRecord.Inputs(result.JournalDir);
        List<JournalRecord> packets = [.. inputs.Where(input => input.Type == RecordType.MarketData)];
        Assert.Equal([(14_764_496UL, 14_764_496UL), (19_009_117UL, 19_009_154UL)], packets.Select(Sequences));

        List<JournalRecord> statuses = [.. inputs.Where(input => input.Type == RecordType.FeedStatus)];
        Assert.Equal([FeedCondition.Gap, FeedCondition.Recovered],
            statuses.Select(status => status.Payload<FeedStatusPayload>().Condition));
        Assert.All(statuses, status =>
        {
            Assert.Equal(14_764_497UL, status.Payload<FeedStatusPayload>().FirstMissing);
            Assert.Equal(19_009_116UL, status.Payload<FeedStatusPayload>().LastMissing);
            Assert.Equal(packets[1].TimeNs, status.TimeNs);
            Assert.InRange(status.Sequence, packets[0].Sequence + 1, packets[1].Sequence - 1);
        });
        TestSession.RequireEqualReplay(result);
    }

    [Fact]
    public void Every_message_about_an_instrument_is_one_callback()
    {
        // 36 A and 2 F are callbacks; the D is about an order that is older than the capture.
        SessionResult result = Play(Pcap);
        long callbacks = JournalRecord.Outputs(result.JournalDir)
            .Where(output => output.Type == RecordType.Publish).Max(output => output.Payload<PublishPayload>().Value);
        Assert.InRange(callbacks, 38, 39 + (2 * CountOf(result, RecordType.Instrument)));
    }

    private const string Pcap = "itch/omi_nasdaq_totalview_pcap/Multiple.Packets.pcap";

    private static (ulong First, ulong Last) Sequences(JournalRecord packet)
    {
        ref readonly MarketDataPrefix prefix = ref packet.Payload<MarketDataPrefix>();
        return (prefix.FirstSequence, prefix.LastSequence);
    }

    private static int CountOf(SessionResult result, RecordType type) =>
        JournalRecord.CountInputs(result.JournalDir, type);

    private SessionResult Play(string feed, string? tradeDate = null)
    {
        SessionPlan plan = _session.Plan(
            SharedData.Find(feed),
            new SlotPlan
            {
                Name = "quiet",
                Strategy = Packages.Quiet,
                Parameters = new Dictionary<string, System.Text.Json.JsonElement>
                {
                    ["publishEvery"] = System.Text.Json.JsonSerializer.SerializeToElement(1),
                },
            });
        return _session.Play(plan with { Feed = plan.Feed with { TradeDate = tradeDate } });
    }
}
