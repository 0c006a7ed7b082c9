using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Strategies.Cell.Messages;
using Strategies.Driver;
using Strategies.Engine;
using Strategies.Ipc.Rings;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Core;

/// <summary>Takes one feed's packets of market data out of their ring.</summary>
/// <remarks>The hot thread's; allocates nothing.</remarks>
/// <param name="ring">The feed's market ring.</param>
/// <param name="feed">Number of the feed.</param>
/// <param name="venue">The venue whose market it tells.</param>
/// <param name="engine">Knows how far the feed is in the journal.</param>
/// <param name="records">Takes its records.</param>
/// <param name="metrics">Counts.</param>
/// <param name="port">Is told when the packet was taken whose orders it gets.</param>
/// <param name="peers">Know whether the feed has ended.</param>
public sealed class MarketDataPoller(
    RingConsumer ring,
    ushort feed,
    VenueId venue,
    TradingEngine engine,
    InputWriter records,
    CoreMetrics metrics,
    RingOrderPort port,
    PeerMonitor peers)
{
    private const int PacketsMax = 32;

    private readonly RingConsumer _ring = ring;
    private readonly SourceGate _gate = new(SourceKind.Feed, feed, engine, metrics);

    /// <summary>True when the recorded feed is over and all of it was taken.</summary>
    public bool IsFeedEnded { get; private set; }

    /// <summary>Records that were not what they should be.</summary>
    public long Malformed => _gate.Malformed;

    /// <summary>Takes some.</summary>
    /// <returns>True when there was one.</returns>
    public bool Turn(long nowNs)
    {
        // Looked at before the ring: what the word stands behind is in the ring by then.
        bool hasFeedEnded = peers.AreFeedsEnded(venue);
        RingReader reader = _ring.Poll(PacketsMax);
        bool isBusy = false;
        while (reader.MoveNext())
        {
            isBusy = true;
            if ((MarketRingType)reader.Type == MarketRingType.FeedEnded)
            {
                IsFeedEnded = true;
            }
            else if (_gate.Lets(reader.Payload, reader.Sequence))
            {
                Take(reader.Payload, nowNs);
            }
        }

        // The word of the feed's end may have been taken out of the ring by a core that was killed behind it.
        IsFeedEnded |= hasFeedEnded && !isBusy;
        _ring.Release();
        return isBusy;
    }

    private void Take(ReadOnlySpan<byte> record, long nowNs)
    {
        long takenTimestamp = Stopwatch.GetTimestamp();
        port.TakenTimestamp = takenTimestamp;
        records.TakeWhole(record, nowNs, takenTimestamp);
        // Orders of other inputs are not answers to this packet.
        port.TakenTimestamp = 0;
        if (RecordWriter.Header(record).Type == RecordType.MarketData
            && record.Length >= RecordHeader.Size + Unsafe.SizeOf<MarketDataPrefix>())
        {
            ref readonly MarketDataPrefix prefix =
                ref MemoryMarshal.AsRef<MarketDataPrefix>(record.Slice(RecordHeader.Size, Unsafe.SizeOf<MarketDataPrefix>()));
            metrics.Packets++;
            metrics.Messages += (long)(prefix.LastSequence - prefix.FirstSequence + 1);
        }
    }
}
