using Strategies.Records;

namespace Strategies.Engine.Slots;

/// <content>A version that begins without the state of the one before, which is not asked for anything.</content>
internal sealed partial class SwapHandler
{
    /// <summary>In place of a schema: the version that left has handed nothing over.</summary>
    private const int NothingHandedOver = -1;

    private static ReadOnlySpan<byte> BegunFresh =>
        "the version before it was left without its state; a rollback that starts fresh brings it back"u8;

    /// <summary>Whether a swap begins without state: one that asks for it, and one over a version that was never started itself.</summary>
    private static bool IsFresh(StrategySlot slot, in SwapRequestedPayload request) =>
        request.State == SwapState.Fresh || slot.IsUnstarted;

    private void RequestFresh(StrategySlot slot, Hash256 packageHash, SwapKind kind)
    {
        // Of a rollback too: what the resident instance holds in its fields is the state that is not wanted.
        StagedStrategy? next = TakeNext(slot, packageHash);
        if (next is not null)
        {
            PendWithoutState(slot, next, kind, Text200.From("it starts fresh, as it was asked for"u8));
            slot.Pending.IsFresh = true;
            slot.Pending.SchemaVersion = NothingHandedOver;
        }
    }
}
