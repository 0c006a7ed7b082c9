using System.Runtime.InteropServices;
using Strategies.Feeds;
using Strategies.Records;

namespace Strategies.Bench.Feed;

/// <summary>The packets of one recorded day, one behind the other in one block of memory.</summary>
/// <remarks>LOBSTER only: its packets name their instrument in their first four bytes, which a copy can change.</remarks>
internal sealed class PacketTape
{
    private PacketTape(PacketSource source, byte[] bytes, int[] offsets, long[] timesNs)
    {
        TradeDate = source.TradeDate;
        MidnightUtcNs = source.MidnightUtcNs;
        Bytes = bytes;
        Offsets = offsets;
        TimesNs = timesNs;
    }

    /// <summary>The trading day.</summary>
    internal DateOnly TradeDate { get; }

    /// <summary>Midnight at the venue, ns since 1970-01-01 UTC.</summary>
    internal long MidnightUtcNs { get; }

    /// <summary>Payloads, each padded to eight bytes, and a cache line behind the last; pinned.</summary>
    internal byte[] Bytes { get; }

    /// <summary>Where each payload starts; pinned.</summary>
    internal int[] Offsets { get; }

    /// <summary>Bytes of a payload without its padding: read from its own prefix.</summary>
    internal int LengthOf(int row)
    {
        LobsterPrefix prefix = MemoryMarshal.Read<LobsterPrefix>(Bytes.AsSpan(Offsets[row]));
        return Marshal.SizeOf<LobsterPrefix>() + prefix.LevelSetCount * Marshal.SizeOf<LobsterLevelSet>() + prefix.TextLength;
    }

    /// <summary>The exchange's times, ns since 1970-01-01 UTC, never going back; pinned.</summary>
    internal long[] TimesNs { get; }

    /// <summary>Number of packets.</summary>
    internal int Count => TimesNs.Length;

    /// <summary>Reads a day.</summary>
    /// <param name="file">LOBSTER's zip.</param>
    /// <exception cref="FeedException">It cannot be read.</exception>
    /// <exception cref="BenchException">It is another kind of feed, or empty.</exception>
    internal static PacketTape Read(string file)
    {
        if (FeedOpener.KindOf(file) != FeedKind.Lobster)
        {
            throw new BenchException(
                $"{file}: is no LOBSTER day", "give LOBSTER's zip; strat data sample makes an artificial one");
        }

        using PacketSource source = FeedOpener.Open(file);
        List<byte> bytes = [];
        List<int> offsets = [];
        List<long> timesNs = [];
        while (source.MoveNext())
        {
            offsets.Add(bytes.Count);
            timesNs.Add(Math.Max(source.ExchangeTimeNs, timesNs.Count > 0 ? timesNs[^1] : 0));
            bytes.AddRange(source.Payload);
            bytes.AddRange(Padding[..(RecordHeader.AlignedLength(bytes.Count) - bytes.Count)]);
        }

        return timesNs.Count > 0
            ? new PacketTape(source, Pinned(bytes, extra: 64), Pinned(offsets), Pinned(timesNs))
            : throw new BenchException($"{file}: the day is empty", "give a day with events");
    }

    private static ReadOnlySpan<byte> Padding => [0, 0, 0, 0, 0, 0, 0];

    private static T[] Pinned<T>(List<T> items, int extra = 0)
        where T : unmanaged
    {
        T[] array = GC.AllocateArray<T>(items.Count + extra, pinned: true);
        items.CopyTo(array);
        return array;
    }
}
