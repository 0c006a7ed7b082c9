using System.Runtime.CompilerServices;
using Strategies.Records;
using Strategies.Sdk;
using static System.FormattableString;

namespace Strategies.Venues.Tests.Support;

/// <summary>One polled report: its header and the payload of its type; the other payload is zero.</summary>
public readonly record struct VenueReport(
    RecordHeader Header, ExecutionReportPayload Execution, CancelRejectPayload CancelReject)
{
    public static VenueReport Parse(ReadOnlySpan<byte> record)
    {
        RecordHeader header = RecordWriter.Header(record);
        Assert.Equal(record.Length, header.Length);
        if (header.Type == RecordType.ExecutionReport)
        {
            Assert.Equal(RecordHeader.Size + Unsafe.SizeOf<ExecutionReportPayload>(), record.Length);
            return new VenueReport(header, RecordWriter.Payload<ExecutionReportPayload>(record), default);
        }

        Assert.Equal(RecordType.OrderCancelReject, header.Type);
        Assert.Equal(RecordHeader.Size + Unsafe.SizeOf<CancelRejectPayload>(), record.Length);
        return new VenueReport(header, default, RecordWriter.Payload<CancelRejectPayload>(record));
    }

    /// <summary>The report in one short line: what happened to which order, and what is left.</summary>
    public override string ToString() => Header.Type == RecordType.OrderCancelReject
        ? Invariant($"CancelReject {CancelReject.OrderId} {CancelReject.Reason}")
        : Execution.ExecType switch
        {
            ExecType.Trade => Invariant(
                $"{Verb} {Execution.OrderId} {Execution.LastQty}@{LastCents} leaves {Execution.LeavesQty}"),
            ExecType.New or ExecType.Replaced => Invariant(
                $"{Execution.ExecType} {Execution.OrderId} leaves {Execution.LeavesQty}"),
            _ => Invariant($"{Execution.ExecType} {Execution.OrderId} {Execution.Reason}"),
        };

    private string Verb => Execution.IsAggressor == 1 ? "Take" : "Make";

    private long LastCents => Execution.LastPx / VenueHarness.CentRaw;
}
