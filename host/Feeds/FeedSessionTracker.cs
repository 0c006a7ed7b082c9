using Strategies.Records;

namespace Strategies.Feeds;

/// <summary>Knows all sessions in a feed. Allocates only when a session is new.</summary>
internal sealed class FeedSessionTracker
{
    private readonly List<FeedSession> _sessions = [];

    internal IReadOnlyList<FeedSession> Sessions => _sessions;

    /// <summary>The session of a packet, which is the session's first one when it is new.</summary>
    internal FeedSession Of(in MarketDataPrefix prefix)
    {
        foreach (FeedSession session in _sessions)
        {
            if (session.Is(prefix))
            {
                return session;
            }
        }

        FeedSession added = new(prefix);
        _sessions.Add(added);
        return added;
    }
}
