using Strategies.Driver;
using Strategies.Records;

namespace Strategies.Bench.Running;

/// <summary>The hot loop's record buffer: inputs are put together in it and handed to the driver.</summary>
/// <remarks>The hot thread's; allocates nothing after construction.</remarks>
internal sealed class BenchRecords
{
    private readonly EngineDriver _driver;
    private readonly byte[] _buffer = GC.AllocateArray<byte>(RecordHeader.RecordBytesMax, pinned: true);
    private ulong _commands;

    internal BenchRecords(EngineDriver driver) => _driver = driver;

    /// <summary>Where the next record is built.</summary>
    internal Span<byte> Buffer => _buffer;

    /// <summary>Receive time of the last record, ns since 1970-01-01 UTC.</summary>
    internal long LastTimeNs { get; private set; }

    /// <summary>Bytes of the inputs taken so far and of their outputs.</summary>
    internal long JournalBytes { get; private set; }

    /// <summary>Takes the record that stands in <see cref="Buffer"/>.</summary>
    /// <param name="length">Its bytes.</param>
    /// <param name="takenTimestamp">For a packet, when it was handed over; zero otherwise.</param>
    internal ulong Take(int length, long takenTimestamp = 0)
    {
        Span<byte> record = _buffer.AsSpan(0, length);
        LastTimeNs = Math.Max(LastTimeNs, RecordWriter.Header(record).ReceiveTimeNs);
        ulong sequence = _driver.Take(record, takenTimestamp);
        JournalBytes += RecordHeader.AlignedLength(length) + _driver.Engine.Outputs.Length;
        return sequence;
    }

    internal void TakeClock(long timeNs) =>
        Take(RecordWriter.Write(_buffer, Header(RecordType.Clock, SourceKind.Clock, timeNs), []).Length);

    internal ulong TakeCommand<T>(RecordType type, long timeNs, in T payload)
        where T : unmanaged
    {
        RecordHeader header = Header(type, SourceKind.Operator, timeNs);
        header.SourceSequence = ++_commands;
        return Take(RecordWriter.Write(_buffer, header, in payload).Length);
    }

    internal void TakeFromDriver<T>(RecordType type, long timeNs, in T payload)
        where T : unmanaged =>
        Take(RecordWriter.Write(_buffer, Header(type, SourceKind.Driver, timeNs), in payload).Length);

    internal void TakeFromDriver(RecordType type, long timeNs, ReadOnlySpan<byte> payload) =>
        Take(RecordWriter.Write(_buffer, Header(type, SourceKind.Driver, timeNs), payload).Length);

    private static RecordHeader Header(RecordType type, SourceKind source, long timeNs) => new()
    {
        Type = type,
        SourceKind = source,
        ReceiveTimeNs = timeNs,
    };
}
