using Strategies.Driver.Replay;
using Strategies.Engine.Snapshots;
using Strategies.Journal;
using Strategies.Journal.Snapshots;

namespace Strategies.Driver.Following;

/// <summary>The snapshots that a follower takes itself: captured when one is due, and written when the state is proven.</summary>
/// <remarks>The follower's thread, which waits until one is written.</remarks>
/// <param name="follower">The follower.</param>
/// <param name="keeper">Writes them.</param>
/// <param name="options">How often, and for how many inputs each is proven.</param>
internal sealed class OwnSnapshots(JournalFollower follower, SnapshotKeeper keeper, FollowerOptions options) : IDisposable
{
    private readonly ulong _everyInputs = options.TakesSnapshots ? options.SnapshotEveryInputs : 0;
    private readonly MemoryStream _payload = new();
    private SnapshotCapture _captured;
    private ulong _next = ulong.MaxValue;

    /// <summary>Snapshots taken.</summary>
    internal int Count { get; private set; }

    /// <summary>The last snapshot; null when there is none yet.</summary>
    internal SnapshotEntry? Last { get; private set; }

    /// <summary>The last state that was not all there is; null when all were.</summary>
    internal StateDifference? Forgotten { get; private set; }

    /// <summary>Counts from an input on.</summary>
    /// <param name="sequence">The input.</param>
    internal void CountFrom(ulong sequence) => _next = _everyInputs == 0 ? ulong.MaxValue : sequence + _everyInputs;

    /// <summary>Sees to the one that is being proven, or captures the next. Only where the state can be saved.</summary>
    /// <exception cref="SnapshotException">A strategy cannot save its state, or refuses its own.</exception>
    /// <exception cref="JournalException">It cannot be written.</exception>
    internal void Turn()
    {
        if (_everyInputs == 0)
        {
            return;
        }

        StateProof proof = follower.Proof;
        if (proof.IsDue(follower.LastSequence) && follower.TryEndProof())
        {
            Last = keeper.Write(_captured);
            Count++;
        }

        if (proof.Difference is { } forgotten)
        {
            Forgotten = forgotten;
            proof.Drop();
        }

        if (follower.LastSequence >= _next && !proof.IsUnderWay)
        {
            CountFrom(follower.LastSequence);
            _captured = follower.Capture(_payload);
            follower.BeginProof(_captured, options.ProofInputs);
        }
    }

    public void Dispose() => _payload.Dispose();
}
