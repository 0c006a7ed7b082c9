using Strategies.Journal.Describe;
using Strategies.Projection.Views;
using Strategies.Records;

namespace Strategies.Projection;

/// <summary>The last requests to change a slot's version, and what became of them.</summary>
public sealed class SwapLog
{
    private const int Kept = 500;

    private readonly LinkedList<SwapView> _swaps = [];

    public IReadOnlyCollection<SwapView> All => _swaps;

    public void Request(in RecordHeader header, in SwapRequestedPayload request, DayNames names)
    {
        _swaps.AddLast(new SwapView(
            header.Sequence,
            header.ReceiveTimeNs,
            names.Slot(request.Slot),
            Names.Of(request.Kind),
            request.PackageHash.IsEmpty ? "" : request.PackageHash.ToString(),
            request.State == SwapState.Fresh,
            request.Who.ToString(),
            request.Reason.ToString(),
            "pending",
            DecisionSequence: 0,
            Refusal: ""));
        if (_swaps.Count > Kept)
        {
            _swaps.RemoveFirst();
        }
    }

    /// <summary>Whether a decision put a version in that was asked for by its name, and was no rollback.</summary>
    public bool IsDeployment(ulong decisionSequence) =>
        _swaps.Any(swap => swap.DecisionSequence == decisionSequence && swap.Kind != Names.Of(SwapKind.Rollback));

    public void Decide(in RecordHeader header, in SwapDecisionPayload decision)
    {
        for (LinkedListNode<SwapView>? node = _swaps.Last; node is not null; node = node.Previous)
        {
            if (node.Value.RequestSequence == decision.RequestSequence)
            {
                node.Value = node.Value with
                {
                    Outcome = header.Type == RecordType.SwapCommitted ? "committed" : "refused",
                    DecisionSequence = header.Sequence,
                    Refusal = decision.Reason.ToString(),
                };
                return;
            }
        }
    }
}
