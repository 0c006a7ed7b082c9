using Strategies.Feeds.Queue;
using Strategies.Plans;

namespace Strategies.Session.Historical;

/// <summary>
/// Feeds of a session in the order of time, each with two readers of its own: the venue's, by the exchange's time, and the
/// engine's, one latency of the feed later. At equal times the lower number comes first. The hot thread's; allocates
/// nothing after construction.
/// </summary>
public sealed class MergedFeeds
{
    private readonly PacketConsumer[] _venue;
    private readonly PacketConsumer[] _engine;
    private readonly long[] _latencyNs;

    /// <summary>Puts feeds together.</summary>
    /// <param name="feeds">The feeds, by number from 1.</param>
    /// <param name="queues">The queue of each, with two consumers that nobody else uses.</param>
    public MergedFeeds(IReadOnlyList<FeedSetup> feeds, IReadOnlyList<PacketQueue> queues)
    {
        _venue = [.. queues.Select(queue => queue.Consumer(0))];
        _engine = [.. queues.Select(queue => queue.Consumer(1))];
        _latencyNs = [.. feeds.Select(feed => feed.LatencyNs)];
    }

    /// <summary>True when the engine has taken the last packet of every feed.</summary>
    public bool IsFinished
    {
        get
        {
            foreach (PacketConsumer consumer in _engine)
            {
                if (!consumer.IsFinished)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>What ended a feed before its end; null when none was.</summary>
    public Exception? Failure
    {
        get
        {
            foreach (PacketConsumer consumer in _engine)
            {
                if (consumer.Failure is { } failure)
                {
                    return failure;
                }
            }

            return null;
        }
    }

    /// <summary>When the venue's next packet is due; <see cref="long.MaxValue"/> when none follows.</summary>
    public long VenueTimeNs { get; private set; }

    /// <summary>When the engine's next packet is due; <see cref="long.MaxValue"/> when none follows.</summary>
    public long EngineTimeNs { get; private set; }

    /// <summary>Number of the feed of the venue's next packet.</summary>
    public int VenueFeed { get; private set; }

    /// <summary>Number of the feed of the engine's next packet.</summary>
    public int EngineFeed { get; private set; }

    /// <summary>Looks at what comes next for the venue and for the engine.</summary>
    /// <returns>False while a reading thread has not caught up: an earlier packet may still come.</returns>
    public bool TryPeek()
    {
        VenueTimeNs = long.MaxValue;
        EngineTimeNs = long.MaxValue;
        for (int index = 0; index < _venue.Length; index++)
        {
            if (!TryPeek(_venue[index], out long venueNs) || !TryPeek(_engine[index], out long engineNs))
            {
                return false;
            }

            if (venueNs < VenueTimeNs)
            {
                (VenueTimeNs, VenueFeed) = (venueNs, index + 1);
            }

            if (engineNs != long.MaxValue && engineNs + _latencyNs[index] < EngineTimeNs)
            {
                (EngineTimeNs, EngineFeed) = (engineNs + _latencyNs[index], index + 1);
            }
        }

        return true;
    }

    /// <summary>The reader of the venue's next packet.</summary>
    public PacketConsumer VenueReader => _venue[VenueFeed - 1];

    /// <summary>The reader of the engine's next packet.</summary>
    public PacketConsumer EngineReader => _engine[EngineFeed - 1];

    private static bool TryPeek(PacketConsumer consumer, out long exchangeTimeNs)
    {
        if (consumer.TryPeek(out PacketView packet))
        {
            exchangeTimeNs = packet.ExchangeTimeNs;
            return true;
        }

        exchangeTimeNs = long.MaxValue;
        return consumer.IsFinished;
    }
}
