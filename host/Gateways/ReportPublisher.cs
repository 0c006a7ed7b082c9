using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Strategies.Cell.Messages;
using Strategies.Cell.Processes;
using Strategies.Ipc.Rings;
using Strategies.Records;
using Strategies.Venues;

namespace Strategies.Gateways;

/// <summary>
/// Puts the exchange's reports and the session's answers into the report ring, in their order. When the ring is full
/// they wait here: nothing is lost, and nothing overtakes. One thread.
/// </summary>
/// <remarks>
/// A report's number in its day (<see cref="ExecutionReportPayload.ExecId"/>) is the ring's sequence: an exchange that
/// starts anew would begin with 1 again, and the engine would take its fills for repeats.
/// </remarks>
/// <param name="ring">The report ring.</param>
/// <param name="venue">The exchange.</param>
/// <param name="counters">The venue process's counters.</param>
internal sealed class ReportPublisher(
    RingProducer ring, SimulatedVenue venue, CellCounters<VenueCounter> counters)
{
    private readonly Queue<(ReportRingType Type, byte[] Bytes)> _waiting = new();
    private readonly byte[] _record = new byte[OrderPort.ReportBytesMax];

    /// <summary>True while something waits for room in the ring.</summary>
    internal bool IsWaiting => _waiting.Count > 0;

    /// <summary>Publishes what waits for room, then the reports that are due.</summary>
    /// <param name="nowNs">Session time.</param>
    /// <returns>How many were published.</returns>
    internal int PublishDue(long nowNs)
    {
        int count = 0;
        while (_waiting.TryPeek(out (ReportRingType Type, byte[] Bytes) next) && TrySend(next.Type, next.Bytes))
        {
            _waiting.Dequeue();
            count++;
        }

        while (!IsWaiting && venue.NextReportTimeNs <= nowNs)
        {
            PublishNext(nowNs);
            count++;
        }

        return count;
    }

    /// <summary>Publishes all reports that the exchange has written, whether they are due or not.</summary>
    /// <param name="nowNs">Session time.</param>
    internal void PublishAll(long nowNs)
    {
        while (venue.NextReportTimeNs != long.MaxValue)
        {
            PublishNext(nowNs);
        }
    }

    /// <summary>Publishes that the session is up.</summary>
    /// <param name="nowNs">Session time.</param>
    internal void PublishSessionUp(long nowNs)
    {
        RecordHeader header = new()
        {
            Type = RecordType.SessionStatus,
            SourceKind = SourceKind.Venue,
            SourceId = SourceIds.FirstVenue,
            ReceiveTimeNs = nowNs,
        };
        SessionStatusPayload status = new() { Venue = SourceIds.FirstVenue, IsUp = 1 };
        Publish(ReportRingType.Record, RecordWriter.Write(_record, header, in status));
    }

    /// <summary>Publishes an answer that is no input record.</summary>
    /// <param name="type">What it is.</param>
    /// <param name="answer">The answer.</param>
    internal void Publish<T>(ReportRingType type, in T answer)
        where T : unmanaged
    {
        Span<byte> bytes = stackalloc byte[Unsafe.SizeOf<T>()];
        MemoryMarshal.Write(bytes, in answer);
        Publish(type, bytes);
    }

    private void PublishNext(long nowNs)
    {
        Span<byte> record = _record.AsSpan(0, venue.Poll(_record));
        MemoryMarshal.AsRef<RecordHeader>(record).ReceiveTimeNs = nowNs;
        Publish(ReportRingType.Record, record);
    }

    private void Publish(ReportRingType type, Span<byte> bytes)
    {
        // Behind whatever waits: nothing overtakes.
        if (IsWaiting || !TrySend(type, bytes))
        {
            _waiting.Enqueue((type, bytes.ToArray()));
        }
    }

    private bool TrySend(ReportRingType type, Span<byte> bytes)
    {
        if (type != ReportRingType.Record)
        {
            return ring.TryPublish((uint)type, bytes);
        }

        ref RecordHeader header = ref MemoryMarshal.AsRef<RecordHeader>(bytes);
        // Numbered only now: what waits in the queue has no number yet.
        header.SourceSequence = ring.NextSequence;
        if (header.Type == RecordType.ExecutionReport)
        {
            MemoryMarshal.AsRef<ExecutionReportPayload>(bytes[RecordHeader.Size..]).ExecId = ring.NextSequence;
        }

        if (!ring.TryPublish((uint)type, bytes))
        {
            return false;
        }

        counters.Add(VenueCounter.Reports, header.Type == RecordType.SessionStatus ? 0 : 1);
        return true;
    }
}
