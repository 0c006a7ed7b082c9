using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Strategies.Cell.Messages;
using Strategies.Cell.Processes;
using Strategies.Feeds.Queue;
using Strategies.Ipc.Rings;
using Strategies.Records;

namespace Strategies.Gateways;

/// <summary>
/// Puts packets into the market ring as input records. A packet and the gap in front of it are published in one step:
/// a kill leaves the ring between two packets. One thread; no allocation.
/// </summary>
/// <param name="feed">Number of the feed.</param>
/// <param name="ring">The market ring, its sequences from 1 with the day's first packet.</param>
/// <param name="counters">The venue process's counters.</param>
internal sealed class MarketPublisher(ushort feed, RingProducer ring, CellCounters<VenueCounter> counters)
{
    private const ulong RecordsOfGap = 2;

    private bool _isFull;

    /// <summary>The last record of the ring that the feed has been followed to.</summary>
    internal ulong Sequence { get; private set; }

    /// <summary>The last record that the ring holds or has held.</summary>
    internal ulong PublishedSequence => ring.LastPublishedSequence;

    /// <summary>Packets of the day that the ring holds or has held.</summary>
    internal long Packets { get; private set; }

    /// <summary>Messages in those packets.</summary>
    internal long Messages { get; private set; }

    /// <summary>True while the ring has had no room for the next packet.</summary>
    internal bool IsFull => _isFull;

    /// <summary>Counts a packet that a process before this one has published.</summary>
    /// <param name="packet">The packet.</param>
    internal void Pass(in PacketView packet)
    {
        Sequence += packet.Gap.IsNone ? 1 : 1 + RecordsOfGap;
        Count(in packet);
    }

    /// <summary>Counts the end of the feed, which a process before this one has published.</summary>
    internal void PassEnd() => Sequence++;

    /// <summary>Publishes a packet.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="nowNs">Session time.</param>
    /// <returns>False when the ring is full: nothing of it is published.</returns>
    internal bool TryPublish(in PacketView packet, long nowNs)
    {
        if ((!packet.Gap.IsNone && !TryClaimGap(in packet, nowNs)) || !TryClaimPacket(in packet, nowNs))
        {
            return Wait();
        }

        Publish();
        Count(in packet);
        return true;
    }

    /// <summary>Publishes the end of the feed.</summary>
    /// <returns>False when the ring is full.</returns>
    internal bool TryPublishEnd()
    {
        if (!ring.TryClaim(0, (uint)MarketRingType.FeedEnded, out _))
        {
            return Wait();
        }

        Publish();
        return true;
    }

    /// <summary>Publishes that the feed is stale: no more comes, and it has not come to its end.</summary>
    /// <param name="nowNs">Session time.</param>
    /// <returns>False when the ring is full.</returns>
    internal bool TryPublishStale(long nowNs)
    {
        FeedStatusPayload status = new() { Feed = feed, Condition = FeedCondition.Stale };
        if (!TryClaimStatus(in status, nowNs))
        {
            return Wait();
        }

        Publish();
        return true;
    }

    private void Publish()
    {
        ring.Publish();
        Sequence = ring.LastPublishedSequence;
        _isFull = false;
    }

    private bool Wait()
    {
        // A gap that was claimed must not stay without its packet.
        ring.Abort();
        // Once for each time that it became full, not for each try.
        counters.Add(VenueCounter.RingFull, _isFull ? 0 : 1);
        _isFull = true;
        return false;
    }

    /// <summary>
    /// What a recorded file lacks will not come any more: the gap is told, and prices count again behind it.
    /// </summary>
    private bool TryClaimGap(in PacketView packet, long nowNs)
    {
        FeedStatusPayload status = new()
        {
            Feed = feed,
            Condition = FeedCondition.Gap,
            FirstMissing = packet.Gap.FirstMissing,
            LastMissing = packet.Gap.LastMissing,
        };
        if (!TryClaimStatus(in status, nowNs))
        {
            return false;
        }

        status.Condition = FeedCondition.Recovered;
        return TryClaimStatus(in status, nowNs);
    }

    private bool TryClaimStatus(in FeedStatusPayload status, long nowNs)
    {
        int length = RecordHeader.Size + Unsafe.SizeOf<FeedStatusPayload>();
        RecordHeader header = Header(RecordType.FeedStatus, PayloadFormat.None, nowNs);
        if (!ring.TryClaim(length, (uint)MarketRingType.Record, out Span<byte> record))
        {
            return false;
        }

        RecordWriter.Write(record, header, in status);
        return true;
    }

    private bool TryClaimPacket(in PacketView packet, long nowNs)
    {
        int prefixBytes = Unsafe.SizeOf<MarketDataPrefix>();
        RecordHeader header = Header(RecordType.MarketData, packet.Format, nowNs);
        header.Length = RecordHeader.Size + prefixBytes + packet.Payload.Length;
        header.FormatVersion = RecordHeader.CurrentFormatVersion;
        if (!ring.TryClaim(header.Length, (uint)MarketRingType.Record, out Span<byte> record))
        {
            return false;
        }

        MarketDataPrefix prefix = packet.Prefix;
        MemoryMarshal.Write(record, in header);
        MemoryMarshal.Write(record[RecordHeader.Size..], in prefix);
        packet.Payload.CopyTo(record[(RecordHeader.Size + prefixBytes)..]);
        return true;
    }

    /// <summary>Header of the record that is claimed next.</summary>
    private RecordHeader Header(RecordType type, PayloadFormat format, long nowNs) => new()
    {
        Type = type,
        PayloadFormat = format,
        SourceKind = SourceKind.Feed,
        SourceId = feed,
        SourceSequence = ring.NextSequence,
        ReceiveTimeNs = nowNs,
    };

    private void Count(in PacketView packet)
    {
        long messages = (long)(packet.Prefix.LastSequence - packet.Prefix.FirstSequence + 1);
        Packets++;
        Messages += messages;
        counters.Add(VenueCounter.Packets, 1);
        counters.Add(VenueCounter.Messages, messages);
        counters[VenueCounter.FeedTimeNs] = packet.ExchangeTimeNs;
    }
}
