using Strategies.Feeds;

namespace Strategies.Backtest;

/// <summary>Finds out how long the data is in its own time, by reading it once.</summary>
internal static class SessionSpan
{
    internal static long OfNs(SessionSetup setup)
    {
        using PacketSource source = setup.OpenFeed();
        if (!source.MoveNext())
        {
            return 0;
        }

        long first = source.ExchangeTimeNs;
        while (source.MoveNext())
        {
        }

        return source.ExchangeTimeNs - first;
    }
}
