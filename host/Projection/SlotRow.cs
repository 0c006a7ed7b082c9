using Strategies.Projection.Views;
using Strategies.Records;

namespace Strategies.Projection;

/// <summary>What is known of a slot.</summary>
public sealed class SlotRow
{
    private Hash256 _rolledBackFrom;
    private string _reason = "";
    private ulong _sinceSequence;
    private long _sinceNs;

    public required int Number { get; init; }

    public required string Name { get; init; }

    public required int Account { get; init; }

    public required string AccountName { get; init; }

    public SlotState State { get; private set; }

    public Hash256 PackageHash { get; private set; }

    public Hash256 PreviousHash { get; private set; }

    /// <summary>How far its flattening is, or how it ended; none from the slot's next state on in which it runs.</summary>
    public FlattenStatus Flattening { get; private set; }

    /// <summary>
    /// True when the previous version is the one that the last rollback, by request or for a fault, has left: a further one
    /// would go forward to it. Behind that one it is not so any more.
    /// </summary>
    public bool IsRolledBack => !_rolledBackFrom.IsEmpty && _rolledBackFrom == PreviousHash;

    /// <param name="header">The record's.</param>
    /// <param name="state">What it says.</param>
    /// <param name="isDeployment">True when a version was put in that was asked for by its name.</param>
    public void Take(in RecordHeader header, in SlotStatePayload state, bool isDeployment)
    {
        if (PackageHash != state.PackageHash)
        {
            bool isBack = !isDeployment && !PackageHash.IsEmpty && _rolledBackFrom != state.PackageHash;
            _rolledBackFrom = isBack ? state.PreviousHash : default;
        }

        State = state.State;
        Flattening = State == SlotState.Running ? FlattenStatus.None : Flattening;
        PackageHash = state.PackageHash;
        PreviousHash = state.PreviousHash;
        _reason = state.Reason.ToString();
        _sinceSequence = header.Sequence;
        _sinceNs = header.ReceiveTimeNs;
    }

    public void Take(in FlattenStatePayload state) => Flattening = state.Status;

    public SlotView View(SlotCounts counts, int workingOrders, bool isKilled) => new(
        Number,
        Name,
        AccountName,
        Names.Of(State),
        Version: "",
        TextOf(PackageHash),
        TextOf(PreviousHash),
        IsRolledBack ? TextOf(PreviousHash) : "",
        workingOrders,
        counts.Orders,
        counts.Replaces,
        counts.Cancels,
        counts.Fills,
        counts.Rejects,
        _reason,
        _sinceSequence,
        _sinceNs,
        isKilled,
        Flattening == FlattenStatus.None ? "" : Names.Of(Flattening));

    private static string TextOf(Hash256 hash) => hash.IsEmpty ? "" : hash.ToString();
}
