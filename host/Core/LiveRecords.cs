using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Strategies.Driver;
using Strategies.Records;

namespace Strategies.Core;

/// <summary>Puts input records together in one preallocated buffer, stamps them, and hands them to the driver.</summary>
/// <remarks>The hot thread's; allocates nothing after construction.</remarks>
internal sealed class LiveRecords
{
    private readonly EngineDriver _driver;
    private readonly byte[] _buffer = GC.AllocateArray<byte>(RecordHeader.RecordBytesMax, pinned: true);

    internal LiveRecords(EngineDriver driver)
    {
        _driver = driver;
        LastTimeNs = driver.Engine.TimeNs;
    }

    /// <summary>Receive time of the last record.</summary>
    internal long LastTimeNs { get; private set; }

    /// <summary>Goes on behind records that the driver took from somebody else.</summary>
    internal void GoOn() => LastTimeNs = _driver.Engine.TimeNs;

    /// <summary>True when a ring's payload is a whole record that is what it says.</summary>
    internal static bool IsWhole(ReadOnlySpan<byte> payload, SourceKind source, ulong sequence)
    {
        if (payload.Length is < RecordHeader.Size or > RecordHeader.RecordBytesMax)
        {
            return false;
        }

        ref readonly RecordHeader header = ref RecordWriter.Header(payload);
        return header.Length == payload.Length && header.SourceKind == source && header.SourceSequence == sequence
            && header.Type < RecordType.FirstOutput;
    }

    /// <summary>Takes a whole record that came out of a ring; its receive time is now.</summary>
    internal ulong TakeWhole(ReadOnlySpan<byte> record, long nowNs, long takenTimestamp)
    {
        record.CopyTo(_buffer);
        Span<byte> own = _buffer.AsSpan(0, record.Length);
        // The ring's record stays as it is: its receive time is when the core takes it.
        MemoryMarshal.AsRef<RecordHeader>(own).ReceiveTimeNs = nowNs;
        return Take(own, nowNs, takenTimestamp);
    }

    /// <summary>Takes a clock record.</summary>
    internal void TakeClock(long timeNs) =>
        Take(RecordWriter.Write(_buffer, Header(RecordType.Clock, SourceKind.Clock, timeNs), []), timeNs, 0);

    /// <summary>Takes a command that carries its ring's sequence.</summary>
    internal ulong TakeCommand<T>(RecordType type, long timeNs, ushort sourceId, ulong sourceSequence, in T payload)
        where T : unmanaged
    {
        RecordHeader header = Header(type, SourceKind.Operator, timeNs);
        header.SourceId = sourceId;
        header.SourceSequence = sourceSequence;
        return Take(RecordWriter.Write(_buffer, header, in payload), timeNs, 0);
    }

    /// <summary>Takes a record of the driver's own.</summary>
    internal ulong TakeFromDriver<T>(RecordType type, long timeNs, in T payload)
        where T : unmanaged =>
        Take(RecordWriter.Write(_buffer, Header(type, SourceKind.Driver, timeNs), in payload), timeNs, 0);

    /// <summary>Takes a record of the driver's own without a payload.</summary>
    internal ulong TakeFromDriver(RecordType type, long timeNs) =>
        Take(RecordWriter.Write(_buffer, Header(type, SourceKind.Driver, timeNs), []), timeNs, 0);

    private static RecordHeader Header(RecordType type, SourceKind source, long timeNs) => new()
    {
        Type = type,
        SourceKind = source,
        ReceiveTimeNs = timeNs,
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Take(Span<byte> record, long timeNs, long takenTimestamp)
    {
        LastTimeNs = Math.Max(LastTimeNs, timeNs);
        return _driver.Take(record, takenTimestamp);
    }
}
