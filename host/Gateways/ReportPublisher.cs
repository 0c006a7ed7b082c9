using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Strategies.Cell.Messages;
using Strategies.Cell.Processes;
using Strategies.Ipc.Rings;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Gateways;

/// <summary>
/// Puts the exchange's reports and the session's answers into the report ring, in their order. When the ring is full
/// they wait here: nothing is lost, and nothing overtakes. One thread.
/// </summary>
/// <param name="venue">The venue.</param>
/// <param name="ring">The report ring.</param>
/// <param name="counters">The venue process's counters.</param>
internal sealed class ReportPublisher(VenueId venue, RingProducer ring, CellCounters<VenueCounter> counters)
{
    private const ulong OwnExecIds = 1UL << 63;

    private readonly Queue<(ReportRingType Type, byte[] Bytes)> _waiting = new();
    private readonly byte[] _record = new byte[RecordHeader.Size + Unsafe.SizeOf<ExecutionReportPayload>()];

    /// <summary>True while something waits for room in the ring.</summary>
    internal bool IsWaiting => _waiting.Count > 0;

    /// <summary>Publishes what waits for room.</summary>
    /// <returns>How many were published.</returns>
    internal int PublishWaiting()
    {
        int count = 0;
        while (_waiting.TryPeek(out (ReportRingType Type, byte[] Bytes) next) && TrySend(next.Type, next.Bytes))
        {
            _waiting.Dequeue();
            count++;
        }

        return count;
    }

    /// <summary>Publishes a report of the exchange.</summary>
    /// <param name="report">The whole record.</param>
    /// <param name="nowNs">Session time.</param>
    internal void PublishReport(ReadOnlySpan<byte> report, long nowNs)
    {
        Span<byte> record = _record.AsSpan(0, report.Length);
        report.CopyTo(record);
        MemoryMarshal.AsRef<RecordHeader>(record).ReceiveTimeNs = nowNs;
        Publish(ReportRingType.Record, record);
    }

    /// <summary>Publishes that the session is up, or down.</summary>
    /// <param name="isUp">Which.</param>
    /// <param name="nowNs">Session time.</param>
    internal void PublishSession(bool isUp, long nowNs)
    {
        SessionStatusPayload status = new() { Venue = venue.Value, IsUp = isUp ? 1 : 0 };
        PublishOwn(RecordType.SessionStatus, in status, nowNs);
    }

    /// <summary>Publishes an input record of the owner itself.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="payload">Its payload, not longer than an execution report.</param>
    /// <param name="nowNs">Session time.</param>
    internal void PublishOwn<T>(RecordType type, in T payload, long nowNs)
        where T : unmanaged
    {
        RecordHeader header = new()
        {
            Type = type,
            SourceKind = SourceKind.Venue,
            SourceId = venue.Value,
            ReceiveTimeNs = nowNs,
        };
        Publish(ReportRingType.Record, RecordWriter.Write(_record, header, in payload));
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
            NumberOwn(ref MemoryMarshal.AsRef<ExecutionReportPayload>(bytes[RecordHeader.Size..]));
        }

        if (!ring.TryPublish((uint)type, bytes))
        {
            return false;
        }

        counters.Add(VenueCounter.Reports, header.Type == RecordType.SessionStatus ? 0 : 1);
        return true;
    }

    /// <summary>
    /// Gives a report that the owner itself makes a number that no report of the exchange has: the ring's, with the highest
    /// bit. The exchange's reports keep their own, by which a fill that comes twice is known.
    /// </summary>
    private void NumberOwn(ref ExecutionReportPayload report) =>
        report.ExecId = report.ExecId == 0 ? OwnExecIds | ring.NextSequence : report.ExecId;
}
