using System.Runtime.CompilerServices;
using Strategies.Records;

namespace Strategies.Follower.Candidates;

/// <summary>Which of the live inputs a candidate is given.</summary>
internal static class CandidateInputs
{
    /// <summary>Whether an input is for a candidate.</summary>
    /// <param name="slot">Its slot.</param>
    /// <param name="lastOrderId">The last order from before it came: reports on later ones are the live version's.</param>
    /// <param name="record">The input.</param>
    internal static bool AreFor(int slot, ulong lastOrderId, ReadOnlySpan<byte> record) => RecordWriter.Header(record).Type switch
    {
        RecordType.MarketData or RecordType.Clock or RecordType.SessionStatus or RecordType.FeedStatus => true,
        RecordType.KillSwitch or RecordType.LimitSet or RecordType.LimitsPart or RecordType.LimitsCommit => true,
        RecordType.BehaviourSet or RecordType.EndOfDay => true,
        RecordType.ExecutionReport => IsPayload<ExecutionReportPayload>(record)
            && RecordWriter.Payload<ExecutionReportPayload>(record).OrderId <= lastOrderId,
        RecordType.OrderCancelReject => IsPayload<CancelRejectPayload>(record)
            && RecordWriter.Payload<CancelRejectPayload>(record).OrderId <= lastOrderId,
        RecordType.ParameterSet => IsPayload<ParameterSetPayload>(record)
            && RecordWriter.Payload<ParameterSetPayload>(record).Slot == slot,
        _ => false,
    };

    private static bool IsPayload<T>(ReadOnlySpan<byte> record)
        where T : unmanaged => record.Length == RecordHeader.Size + Unsafe.SizeOf<T>();
}
