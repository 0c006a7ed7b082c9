using Strategies.Feeds.Recorded;
using Strategies.Feeds.Tests.Queue;

namespace Strategies.Feeds.Tests.Recorded;

/// <summary>The first packets of several feeds are those that come first in all.</summary>
public sealed class RecordedPacketsTests
{
    [Fact]
    public void The_first_packets_of_all_feeds_are_kept_by_time_and_at_the_same_time_of_the_feed_in_front()
    {
        using FakeSource first = new(packets: 100, bytesMax: 8);
        using FakeSource second = new(packets: 100, bytesMax: 8);
        RecordedPackets recorded = RecordedPackets.Read(5, first, second);
        Assert.Equal((5, 5L, 10L), (recorded.Count, recorded.Messages, recorded.FirstExchangeTimeNs));
        Assert.Equal([10L, 20, 30], TimesOf(recorded.Open(0)));
        Assert.Equal([10L, 20], TimesOf(recorded.Open(1)));
    }

    [Fact]
    public void A_feed_that_ends_early_leaves_the_rest_to_the_others_and_damage_behind_the_last_is_not_met()
    {
        using FakeSource shorter = new(packets: 1, bytesMax: 8);
        using FakeSource damaged = new(packets: 3, bytesMax: 8, new InvalidDataException("damaged"));
        RecordedPackets recorded = RecordedPackets.Read(4, shorter, damaged);
        Assert.Equal(4, recorded.Count);
        Assert.Equal([10L], TimesOf(recorded.Open(0)));
        Assert.Equal([10L, 20, 30], TimesOf(recorded.Open(1)));
    }

    [Fact]
    public void Feeds_without_a_packet_give_none()
    {
        using FakeSource none = new(packets: 0, bytesMax: 8);
        RecordedPackets recorded = RecordedPackets.Read(none, 10);
        Assert.Equal((0, 0L, 0L), (recorded.Count, recorded.Messages, recorded.FirstExchangeTimeNs));
        Assert.Empty(TimesOf(recorded.Open()));
    }

    private static List<long> TimesOf(PacketSource source)
    {
        List<long> times = [];
        while (source.MoveNext())
        {
            times.Add(source.ExchangeTimeNs);
        }

        return times;
    }
}
