using Strategies.Records;

namespace Strategies.Venues.Simulation;

/// <summary>A report that waits for its delivery: the payload of its type is set.</summary>
internal struct PendingReport
{
    /// <summary>When it is delivered, ns since 1970-01-01 UTC.</summary>
    internal long DeliveryTimeNs;

    /// <summary>Execution report or order cancel reject.</summary>
    internal RecordType Type;

    /// <summary>The payload of an execution report.</summary>
    internal ExecutionReportPayload Execution;

    /// <summary>The payload of an order cancel reject.</summary>
    internal CancelRejectPayload CancelReject;
}
