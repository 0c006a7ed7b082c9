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
                && handover.Slot == trace.Slot && handover.Result > HandoverResult.ReadyWithOwnState && refusal.Length == 0)
            {
                refusal = handover.Reason.ToString();
            }
        }

        if (isIn)
        {
            deployment.Finish(DeploymentState.Committed, "the version is in the slot", "", trace);
            return;
        }

        deployment.Finish(
            DeploymentState.Refused,
            $"the core refused it: {(refusal.Length > 0 ? refusal : "it gave no reason")}",
            "the slot is as it was; the core's log has more",
            trace);
    }
}
