using Strategies.Records;

namespace Strategies.Feeds;

/// <summary>Follows the sequences of all sessions in a feed. Allocates only when a session is new.</summary>
internal sealed class FeedSessionTracker
{
    private readonly List<FeedSession> _sessions = [];

    internal IReadOnlyList<FeedSession> Sessions => _sessions;

    internal FeedGap Observe(in MarketDataPrefix prefix)
    {
        foreach (FeedSession session in _sessions)
        {
            if (session.Is(prefix))
            {
                return session.Observe(prefix);
            }
        }

        FeedSession added = new(prefix);
        _sessions.Add(added);
        return added.Observe(prefix);
    }
}
