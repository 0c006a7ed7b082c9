using System.Globalization;
using Strategies.Projection;
using Strategies.Records;

namespace Strategies.Edge.Deployments;

/// <summary>What the core said to the request of a deployment, as its end.</summary>
internal static class CoreDecision
{
    /// <summary>Finishes a deployment by the records that answered it.</summary>
    /// <param name="deployment">The deployment.</param>
    /// <param name="trace">Its request and what the engine said to it.</param>
    internal static void Tell(Deployment deployment, CommandTrace trace)
    {
        string refusal = trace.IsCommitted ? "" : trace.Refusal;
        bool isIn = false;
        HandoverResult result = default;
        foreach (byte[] answer in trace.Answers)
        {
            ref readonly RecordHeader header = ref RecordWriter.Header(answer);
            if (header.Type == RecordType.SlotState && header.Sequence == trace.DecisionSequence
                && Payload.TryRead(answer, out SlotStatePayload state) && state.Slot == trace.Slot)
            {
                isIn = isIn || trace.IsCommitted && state.PackageHash == deployment.PackageHash;
                refusal = isIn || refusal.Length > 0 ? refusal : state.Reason.ToString();
            }
            else if (header.Type == RecordType.Handover && Payload.TryRead(answer, out HandoverPayload handover)
                && handover.Slot == trace.Slot)
            {
                result = handover.Result;
                refusal = result > HandoverResult.ReadyWithOwnState && refusal.Length == 0 ? handover.Reason.ToString() : refusal;
            }
        }

        if (isIn)
        {
            string detail = result == HandoverResult.ReadyWithoutState && deployment.Kind != SwapKind.Deploy
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"the version is in the slot, without the state of the one before; {trace.Cancels} orders are being canceled")
                : "the version is in the slot";
            deployment.Finish(DeploymentState.Committed, detail, "", trace);
            return;
        }

        deployment.Finish(
            DeploymentState.Refused,
            $"the core refused it: {(refusal.Length > 0 ? refusal : "it gave no reason")}",
            result == HandoverResult.SaveFailed ? WaysWithoutState(deployment)
                : result == HandoverResult.RestoreFailed && deployment.Kind == SwapKind.Rollback
                ? "rollback --state fresh starts the version before anew; the slot is as it was"
                : "the slot is as it was; the core's log has more",
            trace);
    }

    /// <summary>What can be done when the version in the slot gives no state.</summary>
    internal static string WaysWithoutState(Deployment deployment) =>
        $"the slot is as it was. strat deploy HASH --slot {deployment.SlotName} --state fresh starts the version without that state; strat "
        + $"quarantine --slot {deployment.SlotName} takes the other one out at once, and strat deploy then needs no Save of it; with "
        + "--preview either says what is lost";
}
