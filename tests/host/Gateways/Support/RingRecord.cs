using System.Runtime.InteropServices;
using Strategies.Cell.Messages;
using Strategies.Ipc.Rings;
using Strategies.Records;
using Strategies.Sdk;
using static System.FormattableString;

namespace Strategies.Gateways.Tests.Support;

/// <summary>A record as it was in a ring.</summary>
/// <param name="Type">What it is there.</param>
/// <param name="Sequence">Its sequence there.</param>
/// <param name="Bytes">Its payload there.</param>
internal sealed record RingRecord(uint Type, ulong Sequence, byte[] Bytes)
{
    /// <summary>Header of a whole input record.</summary>
    internal RecordHeader Header => RecordWriter.Header(Bytes);

    /// <summary>What stands behind that header.</summary>
    internal ReadOnlySpan<byte> Content => Bytes.AsSpan(RecordHeader.Size);

    /// <summary>Payload of a whole input record.</summary>
    internal T Payload<T>()
        where T : unmanaged => MemoryMarshal.Read<T>(Content);

    /// <summary>Takes and releases what is in a ring.</summary>
    internal static List<RingRecord> Take(RingConsumer consumer, int limit)
    {
        List<RingRecord> records = [];
        RingReader reader = consumer.Poll(limit);
        while (reader.MoveNext())
        {
            records.Add(new RingRecord(reader.Type, reader.Sequence, reader.Payload.ToArray()));
        }

        consumer.Release();
        return records;
    }

    /// <summary>A record of the report ring in one short line.</summary>
    public override string ToString() => (ReportRingType)Type switch
    {
        ReportRingType.ReconcileOrder => Told(MemoryMarshal.Read<ReconcileOrder>(Bytes)),
        ReportRingType.ReconcileEnd => Invariant($"End {MemoryMarshal.Read<ReconcileMark>(Bytes).Mark}"),
        ReportRingType.DayEnded => Invariant($"DayEnded {MemoryMarshal.Read<ReconcileMark>(Bytes).Mark}"),
        _ => Header.Type switch
        {
            RecordType.SessionStatus => Invariant($"Up {Payload<SessionStatusPayload>().IsUp}"),
            RecordType.OrderCancelReject => Refused(Payload<CancelRejectPayload>()),
            _ => Reported(Payload<ExecutionReportPayload>()),
        },
    };

    private static string Told(ReconcileOrder order) =>
        Invariant($"Order {order.OrderId} leaves {order.LeavesQty} mark {order.Mark}");

    private static string Refused(CancelRejectPayload reject) =>
        Invariant($"CancelReject {reject.OrderId} {reject.Reason}");

    private static string Reported(ExecutionReportPayload report) => report.ExecType switch
    {
        ExecType.Trade => Invariant($"Trade {report.OrderId} {report.LastQty} leaves {report.LeavesQty}"),
        ExecType.New or ExecType.Replaced => Invariant($"{report.ExecType} {report.OrderId}"),
        _ => Invariant($"{report.ExecType} {report.OrderId} {report.Reason}"),
    };
}
