using Strategies.Driver;
using Strategies.Plans;

namespace Strategies.Core;

/// <summary>The feeds of a core, each with a ring of its own; the lower number comes first in a turn.</summary>
/// <remarks>The hot thread's; allocates nothing after construction.</remarks>
/// <param name="driver">The engine.</param>
/// <param name="records">Takes their records.</param>
/// <param name="rings">The core's ends of the rings.</param>
/// <param name="metrics">Counts.</param>
/// <param name="port">Is told when a packet was taken whose orders it gets.</param>
/// <param name="peers">Know whether a feed has ended.</param>
/// <param name="plan">Which venue's market each tells.</param>
public sealed class FeedPollers(
    EngineDriver driver,
    InputWriter records,
    CoreRings rings,
    CoreMetrics metrics,
    RingOrderPort port,
    PeerMonitor peers,
    SessionPlan plan)
{
    private readonly MarketDataPoller[] _feeds = [.. rings.Market.Select((ring, index) => new MarketDataPoller(
        ring, (ushort)(index + 1), plan.VenueOfFeed(index), driver.Engine, records, metrics, port, peers))];

    /// <summary>Ring records that were not what they should be, and were not taken.</summary>
    public long Malformed => _feeds.Sum(each => each.Malformed);

    /// <summary>True when each recorded feed is over and all of it was taken.</summary>
    public bool HaveEnded
    {
        get
        {
            foreach (MarketDataPoller feed in _feeds)
            {
                if (!feed.IsFeedEnded)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>Takes some packets of each feed.</summary>
    /// <param name="nowNs">Session time, ns since 1970-01-01 UTC.</param>
    /// <returns>True when there was one.</returns>
    public bool Turn(long nowNs)
    {
        bool isBusy = false;
        foreach (MarketDataPoller feed in _feeds)
        {
            isBusy |= feed.Turn(nowNs);
        }

        return isBusy;
    }
}
