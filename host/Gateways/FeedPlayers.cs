namespace Strategies.Gateways;

/// <summary>
/// The recorded feeds of one venue, played in the order of their packets' times; at equal times the first feed comes first.
/// A feed that waits for its market ring holds up no other. One thread.
/// </summary>
/// <param name="feeds">The feeds, in the order of their numbers; none for a venue without one. They stay the caller's.</param>
internal sealed class FeedPlayers(IReadOnlyList<FeedPlayer> feeds)
{
    /// <inheritdoc cref="FeedPlayer.PacketsAhead"/>
    internal long PacketsAhead => feeds.Sum(feed => feed.PacketsAhead);

    /// <summary>True when each feed has come to its end and all of it is in the rings.</summary>
    internal bool AreEnded
    {
        get
        {
            for (int index = 0; index < feeds.Count; index++)
            {
                if (!feeds[index].IsEnded)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <inheritdoc cref="FeedPlayer.NextPacketTimeNs"/>
    internal long NextPacketTimeNs
    {
        get
        {
            long nextNs = long.MaxValue;
            for (int index = 0; index < feeds.Count; index++)
            {
                nextNs = Math.Min(nextNs, feeds[index].NextPacketTimeNs);
            }

            return nextNs;
        }
    }

    /// <summary>Shows the exchange the packet of <see cref="NextPacketTimeNs"/>.</summary>
    internal void PlayNext()
    {
        FeedPlayer next = feeds[0];
        for (int index = 1; index < feeds.Count; index++)
        {
            if (feeds[index].NextPacketTimeNs < next.NextPacketTimeNs)
            {
                next = feeds[index];
            }
        }

        next.PlayNext();
    }

    /// <inheritdoc cref="FeedPlayer.PublishDue"/>
    internal int PublishDue(long nowNs, int packetsMax)
    {
        int count = 0;
        for (int index = 0; index < feeds.Count; index++)
        {
            count += feeds[index].PublishDue(nowNs, packetsMax);
        }

        return count;
    }

    /// <summary>
    /// Plays to the exchange what was published before this process began, as fast as it goes, and publishes nothing.
    /// </summary>
    /// <param name="stop">Ends it before.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <exception cref="Strategies.Cell.CellException">A feed is not the one that was published from.</exception>
    internal void CatchUp(CancellationToken stop)
    {
        List<FeedPlayer> behind = [.. feeds.Where(feed => feed.IsBehind)];
        while (behind.Count > 0)
        {
            stop.ThrowIfCancellationRequested();
            // All of them are known, or an earlier packet could still come.
            if (behind.TrueForAll(feed => feed.IsNextKnown))
            {
                FeedPlayer first = behind.MinBy(feed => feed.NextReadTimeNs)!;
                first.PassNext();
                behind.RemoveAll(feed => !feed.IsBehind);
            }
            else
            {
                Thread.Yield();
            }
        }

        foreach (FeedPlayer feed in feeds)
        {
            feed.RequireCaughtUp();
        }
    }
}
