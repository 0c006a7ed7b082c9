using System.Numerics;
using Strategies.Records;

namespace Strategies.Engine.Venues;

/// <summary>
/// For how long each feed has said nothing, where its definition limits that. The end of a limit counts as a due timer, so
/// that silence is found without any other input. Allocates nothing after construction.
/// </summary>
internal sealed class FeedSilence
{
    private const long NsPerMs = 1_000_000;

    private readonly long[] _limitNs = new long[SourceIds.FeedMax + 1];
    private readonly long[] _lastNs = new long[SourceIds.FeedMax + 1];
    private ulong _watched;
    private int _next;

    /// <summary>One bit for each feed that is silent now.</summary>
    internal ulong Silent { get; private set; }

    /// <summary>When the next feed's limit ends, ns since 1970-01-01 UTC; the largest number when none does.</summary>
    internal long NextDueNs { get; private set; } = long.MaxValue;

    /// <summary>Limits the silence of a feed.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="limitMs">The limit, ms of the session; 0 for none.</param>
    internal void Define(int feed, int limitMs)
    {
        _limitNs[feed] = limitMs * NsPerMs;
        _watched |= limitMs > 0 ? 1UL << feed : 0;
    }

    /// <summary>Counts every feed's silence from now on.</summary>
    internal void Begin(long timeNs)
    {
        Array.Fill(_lastNs, timeNs);
        Refresh();
    }

    /// <summary>A packet of a feed has come.</summary>
    /// <returns>True when the feed was silent until now.</returns>
    internal bool Hear(int feed, long timeNs)
    {
        ulong bit = 1UL << feed;
        if ((_watched & bit) == 0)
        {
            return false;
        }

        bool wasSilent = (Silent & bit) != 0;
        _lastNs[feed] = timeNs;
        Silent &= ~bit;
        // Another feed's time has come no nearer.
        if (wasSilent || feed == _next)
        {
            Refresh();
        }

        return wasSilent;
    }

    /// <summary>Takes the next feed whose limit has ended: it is silent from now on.</summary>
    /// <returns>False when there is none.</returns>
    internal bool TryTakeDue(long timeNs, out int feed)
    {
        feed = _next;
        if (NextDueNs > timeNs)
        {
            return false;
        }

        Silent |= 1UL << feed;
        Refresh();
        return true;
    }

    /// <summary>The limit of a feed, ms; 0 for none.</summary>
    internal int LimitMsOf(int feed) => (int)(_limitNs[feed] / NsPerMs);

    internal void Save(BinaryWriter writer)
    {
        writer.Write(Silent);
        for (ulong left = _watched; left != 0; left &= left - 1)
        {
            writer.Write(_lastNs[BitOperations.TrailingZeroCount(left)]);
        }
    }

    /// <summary>Restores it; the limits have been defined again before.</summary>
    internal void Restore(BinaryReader reader)
    {
        Silent = reader.ReadUInt64() & _watched;
        for (ulong left = _watched; left != 0; left &= left - 1)
        {
            _lastNs[BitOperations.TrailingZeroCount(left)] = reader.ReadInt64();
        }

        Refresh();
    }

    private void Refresh()
    {
        (_next, NextDueNs) = (0, long.MaxValue);
        for (ulong left = _watched & ~Silent; left != 0; left &= left - 1)
        {
            int feed = BitOperations.TrailingZeroCount(left);
            long dueNs = _lastNs[feed] + _limitNs[feed];
            if (dueNs < NextDueNs)
            {
                (_next, NextDueNs) = (feed, dueNs);
            }
        }
    }
}
