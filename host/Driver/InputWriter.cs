using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Driver;

/// <summary>
/// The one way into the engine: puts input records together in one preallocated buffer, stamps and numbers them, and hands
/// them to the driver. Live core, recorded day, warm-up and benchmark all feed their engine through one of these.
/// </summary>
/// <remarks>
/// <para>
/// Every source counts its own sequence, and an engine drops what repeats one. Feeds of which the packets are put together
/// here (<see cref="TakePacket"/>) and the plan's commands (<see cref="TakeCommand{T}(RecordType, long, in T)"/>) are
/// counted here, each from 1; whoever comes out of a ring brings the ring's sequence; clock and driver do not count.
/// </para>
/// <para>The hot thread's; allocates nothing after construction, and has touched every page of its buffer by then.</para>
/// </remarks>
public sealed class InputWriter
{
    private readonly EngineDriver _driver;
    private readonly byte[] _buffer = GC.AllocateArray<byte>(RecordHeader.RecordBytesMax, pinned: true);
    private readonly ulong[] _packets = new ulong[SourceIds.FeedMax + 1];
    private ulong _planCommands;

    /// <summary>Makes a writer, one for a driver.</summary>
    /// <param name="driver">Who takes the records.</param>
    public InputWriter(EngineDriver driver)
    {
        _driver = driver;
        Array.Fill(_buffer, (byte)0);
    }

    /// <summary>Where a record may be put together by somebody else: see <see cref="TakeBuilt"/>.</summary>
    public Span<byte> Buffer => _buffer;

    /// <summary>
    /// Time of the last input, ns since 1970-01-01 UTC: the engine's own, which never goes back. 0 before the first.
    /// </summary>
    public long LastTimeNs => _driver.Engine.TimeNs;

    /// <summary>Takes a packet of market data; its feed's next number is given here.</summary>
    /// <param name="feed">The feed, as <see cref="SourceIds"/> has it, up to <see cref="SourceIds.FeedMax"/>.</param>
    /// <param name="format">How <paramref name="payload"/> is coded.</param>
    /// <param name="prefix">Session and feed sequences.</param>
    /// <param name="payload">The packet's raw bytes.</param>
    /// <param name="receiveTimeNs">When it is received, ns since 1970-01-01 UTC.</param>
    /// <param name="takenTimestamp">When it was taken over, as <see cref="EngineDriver.Take"/> has it.</param>
    /// <returns>The number of the input.</returns>
    /// <exception cref="DriverFault">It does not fit a record of <see cref="RecordHeader.RecordBytesMax"/> bytes.</exception>
    public ulong TakePacket(
        ushort feed,
        PayloadFormat format,
        in MarketDataPrefix prefix,
        ReadOnlySpan<byte> payload,
        long receiveTimeNs,
        long takenTimestamp)
    {
        int prefixBytes = Unsafe.SizeOf<MarketDataPrefix>();
        int length = RecordHeader.Size + prefixBytes + payload.Length;
        if (length > _buffer.Length)
        {
            DriverFault.Throw($"a packet of {payload.Length} bytes does not fit a record of at most {RecordHeader.RecordBytesMax}");
        }

        RecordHeader header = Header(RecordType.MarketData, SourceKind.Feed, receiveTimeNs);
        header.PayloadFormat = format;
        header.SourceId = feed;
        header.SourceSequence = ++_packets[feed];
        RecordWriter.WriteHeader(_buffer, in header, length);
        MemoryMarshal.Write(_buffer.AsSpan(RecordHeader.Size), in prefix);
        payload.CopyTo(_buffer.AsSpan(RecordHeader.Size + prefixBytes));
        return _driver.Take(_buffer.AsSpan(0, length), takenTimestamp);
    }

    /// <summary>Takes the record that stands whole in <see cref="Buffer"/>, time and source's number with it.</summary>
    /// <param name="length">Its bytes.</param>
    /// <param name="takenTimestamp">For a packet, when it was taken over; zero otherwise.</param>
    /// <returns>The number of the input.</returns>
    public ulong TakeBuilt(int length, long takenTimestamp = 0) => _driver.Take(_buffer.AsSpan(0, length), takenTimestamp);

    /// <summary>Takes a whole record that came out of a ring; its receive time is now, its number the source's.</summary>
    /// <param name="record">The record, which stays as it is.</param>
    /// <param name="nowNs">Session time, ns since 1970-01-01 UTC.</param>
    /// <param name="takenTimestamp">For a packet, when it was taken over; zero otherwise.</param>
    /// <returns>The number of the input.</returns>
    public ulong TakeWhole(ReadOnlySpan<byte> record, long nowNs, long takenTimestamp = 0)
    {
        record.CopyTo(_buffer);
        MemoryMarshal.AsRef<RecordHeader>(_buffer.AsSpan(0, RecordHeader.Size)).ReceiveTimeNs = nowNs;
        return _driver.Take(_buffer.AsSpan(0, record.Length), takenTimestamp);
    }

    /// <summary>Takes a clock record: time has passed and nothing else.</summary>
    /// <param name="timeNs">Which time it is, ns since 1970-01-01 UTC: <see cref="ClockSchedule"/> says when.</param>
    public void TakeClock(long timeNs) => Take(Header(RecordType.Clock, SourceKind.Clock, timeNs), []);

    /// <summary>Takes a command of the plan (<see cref="SourceIds.Plan"/>), which is counted here.</summary>
    /// <param name="type">What it is.</param>
    /// <param name="timeNs">When, ns since 1970-01-01 UTC.</param>
    /// <param name="payload">The command.</param>
    /// <returns>The number of the input.</returns>
    public ulong TakeCommand<T>(RecordType type, long timeNs, in T payload)
        where T : unmanaged => TakeCommand(type, timeNs, SourceIds.Plan, ++_planCommands, in payload);

    /// <summary>Takes a command that carries its ring's sequence.</summary>
    /// <param name="type">What it is.</param>
    /// <param name="timeNs">When, ns since 1970-01-01 UTC.</param>
    /// <param name="sourceId">The ring, as <see cref="SourceIds"/> has it.</param>
    /// <param name="sourceSequence">The ring's sequence.</param>
    /// <param name="payload">The command.</param>
    /// <returns>The number of the input.</returns>
    public ulong TakeCommand<T>(RecordType type, long timeNs, ushort sourceId, ulong sourceSequence, in T payload)
        where T : unmanaged
    {
        RecordHeader header = Header(type, SourceKind.Operator, timeNs);
        header.SourceId = sourceId;
        header.SourceSequence = sourceSequence;
        return _driver.Take(RecordWriter.Write(_buffer, header, in payload));
    }

    /// <summary>Takes what is said in a venue's name without a number of its own, a session's state above all.</summary>
    /// <param name="type">What it is.</param>
    /// <param name="venue">The venue.</param>
    /// <param name="timeNs">When, ns since 1970-01-01 UTC.</param>
    /// <param name="payload">What it says.</param>
    /// <returns>The number of the input.</returns>
    public ulong TakeFromVenue<T>(RecordType type, VenueId venue, long timeNs, in T payload)
        where T : unmanaged
    {
        RecordHeader header = Header(type, SourceKind.Venue, timeNs);
        header.SourceId = venue.Value;
        return _driver.Take(RecordWriter.Write(_buffer, header, in payload));
    }

    /// <summary>Takes a record of the driver's own.</summary>
    /// <param name="type">What it is.</param>
    /// <param name="timeNs">When, ns since 1970-01-01 UTC.</param>
    /// <param name="payload">What it says.</param>
    /// <returns>The number of the input.</returns>
    public ulong TakeFromDriver<T>(RecordType type, long timeNs, in T payload)
        where T : unmanaged => _driver.Take(RecordWriter.Write(_buffer, Header(type, SourceKind.Driver, timeNs), in payload));

    /// <summary>Takes a record of the driver's own of which the payload is bytes.</summary>
    /// <param name="type">What it is.</param>
    /// <param name="timeNs">When, ns since 1970-01-01 UTC.</param>
    /// <param name="payload">What it says; possibly nothing.</param>
    /// <returns>The number of the input.</returns>
    public ulong TakeFromDriver(RecordType type, long timeNs, ReadOnlySpan<byte> payload) =>
        Take(Header(type, SourceKind.Driver, timeNs), payload);

    private static RecordHeader Header(RecordType type, SourceKind source, long timeNs) => new()
    {
        Type = type,
        SourceKind = source,
        ReceiveTimeNs = timeNs,
    };

    private ulong Take(in RecordHeader header, ReadOnlySpan<byte> payload) =>
        _driver.Take(RecordWriter.Write(_buffer, header, payload));
}
