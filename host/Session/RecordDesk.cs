using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Strategies.Driver;
using Strategies.Feeds.Queue;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Session;

/// <summary>Puts input records together in one preallocated buffer and hands them to the driver.</summary>
/// <remarks>The hot thread's; allocates nothing after construction.</remarks>
public sealed class RecordDesk
{
    private readonly EngineDriver _driver;
    private readonly byte[] _buffer = new byte[RecordHeader.RecordBytesMax];
    private readonly ulong[] _packets = new ulong[SourceIds.FeedMax + 1];
    private ulong _commands;

    public RecordDesk(EngineDriver driver) => _driver = driver;

    public Span<byte> Buffer => _buffer;

    /// <summary>Receive time of the last record.</summary>
    public long LastTimeNs { get; private set; }

    public void TakePacket(ushort feed, in PacketView packet, long receiveTimeNs, long takenTimestamp)
    {
        int prefixBytes = Unsafe.SizeOf<MarketDataPrefix>();
        int length = RecordHeader.Size + prefixBytes + packet.Payload.Length;
        if (length > _buffer.Length)
        {
            DriverFault.Throw($"a packet of {packet.Payload.Length} bytes does not fit a record of at most {RecordHeader.RecordBytesMax}");
        }

        RecordHeader header = new()
        {
            Length = length,
            FormatVersion = RecordHeader.CurrentFormatVersion,
            Type = RecordType.MarketData,
            PayloadFormat = packet.Format,
            SourceKind = SourceKind.Feed,
            SourceId = feed,
            SourceSequence = ++_packets[feed],
            ReceiveTimeNs = receiveTimeNs,
        };
        MarketDataPrefix prefix = packet.Prefix;
        MemoryMarshal.Write(_buffer, in header);
        MemoryMarshal.Write(_buffer.AsSpan(RecordHeader.Size), in prefix);
        packet.Payload.CopyTo(_buffer.AsSpan(RecordHeader.Size + prefixBytes));
        Take(length, receiveTimeNs, takenTimestamp);
    }

    /// <summary>Takes a record that a port has put into <see cref="Buffer"/>.</summary>
    public void TakeFromPort(int length)
    {
        Span<byte> record = _buffer.AsSpan(0, length);
        LastTimeNs = Math.Max(LastTimeNs, RecordWriter.Header(record).ReceiveTimeNs);
        _driver.Take(record);
    }

    public void TakeClock(long timeNs) =>
        Take(RecordWriter.Write(_buffer, Header(RecordType.Clock, SourceKind.Clock, timeNs), []).Length, timeNs, 0);

    public ulong TakeCommand<T>(RecordType type, long timeNs, in T payload)
        where T : unmanaged
    {
        RecordHeader header = Header(type, SourceKind.Operator, timeNs);
        header.SourceSequence = ++_commands;
        return Take(RecordWriter.Write(_buffer, header, in payload).Length, timeNs, 0);
    }

    /// <summary>Takes what is said in a venue's name, a session's state above all.</summary>
    public ulong TakeFromVenue<T>(RecordType type, VenueId venue, long timeNs, in T payload)
        where T : unmanaged
    {
        RecordHeader header = Header(type, SourceKind.Venue, timeNs);
        header.SourceId = venue.Value;
        return Take(RecordWriter.Write(_buffer, header, in payload).Length, timeNs, 0);
    }

    public ulong TakeFromDriver<T>(RecordType type, long timeNs, in T payload)
        where T : unmanaged =>
        Take(RecordWriter.Write(_buffer, Header(type, SourceKind.Driver, timeNs), in payload).Length, timeNs, 0);

    public ulong TakeFromDriver(RecordType type, long timeNs, ReadOnlySpan<byte> payload) =>
        Take(RecordWriter.Write(_buffer, Header(type, SourceKind.Driver, timeNs), payload).Length, timeNs, 0);

    private static RecordHeader Header(RecordType type, SourceKind source, long timeNs) => new()
    {
        Type = type,
        SourceKind = source,
        ReceiveTimeNs = timeNs,
    };

    private ulong Take(int length, long timeNs, long takenTimestamp)
    {
        LastTimeNs = Math.Max(LastTimeNs, timeNs);
        return _driver.Take(_buffer.AsSpan(0, length), takenTimestamp);
    }
}
