using Strategies.Driver.Replay;
using Strategies.Engine.Snapshots;
using Strategies.Journal;
using Strategies.Journal.Snapshots;

namespace Strategies.Driver.Following;

/// <summary>
/// Takes snapshots of a follower without holding it up for longer than it takes to copy the state in memory and to restore a second
/// engine from it; that runs beside the follower until the state is proven (<see cref="StateProof"/>). Hashing, writing and syncing
/// happen on another thread. One at a time; while one is being proven or written none is due.
/// </summary>
/// <remarks>The follower's thread.</remarks>
public sealed class BackgroundSnapshots : IDisposable
{
    private readonly JournalFollower _follower;
    private readonly SnapshotKeeper _keeper;
    private readonly CaptureWatch? _watch;
    private readonly ulong _everyInputs;
    private readonly ulong _proofInputs;
    private readonly MemoryStream _payload = new();
    private SnapshotCapture _captured;
    private Task<SnapshotEntry>? _writing;
    private ulong _next = ulong.MaxValue;
    private bool _hasBegun;

    /// <summary>Takes snapshots of a follower which itself takes none.</summary>
    /// <param name="follower">The follower.</param>
    /// <param name="folder">The journal's folder.</param>
    /// <param name="options">How often, and how many are kept.</param>
    /// <param name="watch">Stands beside the capturing; none for nobody.</param>
    public BackgroundSnapshots(JournalFollower follower, string folder, FollowerOptions options, CaptureWatch? watch = null)
    {
        _watch = watch;
        _follower = follower;
        _keeper = new SnapshotKeeper(folder, options.SnapshotsKept);
        _everyInputs = options.SnapshotEveryInputs;
        _proofInputs = options.ProofInputs;
        follower.Proof.Watch = watch;
    }

    /// <summary>Snapshots taken.</summary>
    public int Count { get; private set; }

    /// <summary>The last snapshot; null when there is none yet.</summary>
    public SnapshotEntry? Last { get; private set; }

    /// <summary>
    /// Why one could not be taken, proven or written; null when all could. The next one is tried when it is due.
    /// </summary>
    public Exception? Failure { get; private set; }

    /// <summary>Sees to what was written, and begins the next one if it is due.</summary>
    /// <returns>True when one was finished or has failed since the last call.</returns>
    public bool Turn()
    {
        bool isNews = _writing is { IsCompleted: true } && Finish();
        if (!_hasBegun && _follower.HasBegun)
        {
            _hasBegun = true;
            Schedule(_follower.Start?.Sequence ?? 0);
        }

        StateProof proof = _follower.Proof;
        if (proof.Difference is not null || (proof.IsDue(_follower.LastSequence) && MayCapture()))
        {
            return TryEnd(proof) || isNews;
        }

        bool isDue = _writing is null && !proof.IsUnderWay && _follower.LastSequence >= _next;
        return isDue && MayCapture() ? TryBegin() || isNews : isNews;
    }

    /// <summary>Waits for the one that is being written.</summary>
    public void Dispose()
    {
        if (_writing is not null)
        {
            Finish();
        }

        _payload.Dispose();
    }

    private bool MayCapture() => _follower.CanSnapshot && _follower.IsSettled && _watch?.MayCapture() != false;

    /// <returns>True when it failed at once.</returns>
    private bool TryBegin()
    {
        // Before the attempt: one that fails is tried again when the next is due, not with every turn.
        Schedule(_follower.LastSequence);
        try
        {
            // The capture lies in the one payload, which is free: one is begun only when none is being proven or written.
            _captured = Capture();
        }
        catch (SnapshotException exception)
        {
            Failure = exception;
            return true;
        }

        try
        {
            _follower.BeginProof(_captured, _proofInputs);
            return false;
        }
        catch (SnapshotException exception)
        {
            // Whoever recovers would meet the same: a version that refuses what it has saved.
            Failure = exception;
            ulong sequence = _captured.Info.Sequence;
            _watch?.Tell(new StateDifference("", default, sequence, sequence, exception.Message));
            return true;
        }
    }

    /// <returns>True when it failed.</returns>
    private bool TryEnd(StateProof proof)
    {
        try
        {
            if (proof.Difference is null && _follower.TryEndProof())
            {
                SnapshotCapture capture = _captured;
                _writing = Task.Run(() => _keeper.Write(capture));
                return false;
            }

            StateDifference difference = proof.Difference!;
            Failure = new SnapshotException(difference.ToString());
            _watch?.Tell(difference);
        }
        catch (SnapshotException exception)
        {
            Failure = exception;
        }

        proof.Drop();
        return true;
    }

    private SnapshotCapture Capture()
    {
        UnsavedState? unsaved = null;
        _watch?.Begin(_follower.LastSequence);
        try
        {
            return _follower.Capture(_payload);
        }
        catch (SnapshotException exception)
        {
            unsaved = exception.Unsaved;
            throw;
        }
        finally
        {
            _watch?.End(unsaved);
        }
    }

    private bool Finish()
    {
        try
        {
            Last = _writing!.GetAwaiter().GetResult();
            Failure = null;
            Count++;
        }
        catch (JournalException exception)
        {
            Failure = exception;
        }

        _writing = null;
        return true;
    }

    private void Schedule(ulong from) => _next = _everyInputs == 0 ? ulong.MaxValue : from + _everyInputs;
}
