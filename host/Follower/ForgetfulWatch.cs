using Strategies.Cell.Incidents;
using Strategies.Driver.Following;
using Strategies.Driver.Replay;
using Strategies.Engine;
using Strategies.Records;

namespace Strategies.Follower;

/// <summary>
/// Knows the versions whose Save forgets something: found by the follower, which proves each state before it becomes a snapshot, or
/// by a core or a follower that came to another output behind one. While such a version runs no snapshot is taken, since it would not
/// be one of that slot; a recovery begins before the version came, or with the first input.
/// </summary>
/// <remarks>The follower's thread.</remarks>
/// <param name="follower">The follower.</param>
/// <param name="file">Where they are kept, for the next follower and by cores.</param>
/// <param name="incidents">Take what people have to know.</param>
internal sealed class ForgetfulWatch(JournalFollower follower, ForgetfulFile file, FollowerIncidents incidents)
{
    private const ulong InputsBetweenLooks = 1_000;

    private readonly HashSet<(int Slot, string PackageHash)> _known = [];
    private readonly HashSet<string> _told = [];
    private ulong _nextLook;

    /// <summary>
    /// Whether the state behind the last input may be captured. A quarantined version does not run again: what its Save writes is all
    /// that a swap will ever take over, and snapshots go on.
    /// </summary>
    internal bool MayCapture()
    {
        // Asked with every turn while one runs: what a core has found may wait.
        if (follower.LastSequence >= _nextLook)
        {
            _nextLook = follower.LastSequence + InputsBetweenLooks;
            foreach (ForgetfulVersion version in file.Of(follower.JournalId))
            {
                _known.Add((version.Slot, version.PackageHash));
            }
        }

        return !_known.Any(known => known.Slot <= follower.SlotCount
            && follower.StateOf(known.Slot) != SlotState.Quarantined
            && follower.PackageOf(known.Slot).ToString() == known.PackageHash);
    }

    /// <summary>A state was found not to be whole before it became a snapshot.</summary>
    internal void Tell(StateDifference difference)
    {
        if (_told.Add(difference.Text))
        {
            string text = $"{difference}; the state became no snapshot";
            Tell(difference.SlotNumber, difference.PackageHash, difference.AtSequence, text);
        }
    }

    /// <summary>Tells of snapshots that the follower itself had begun with and gave up, once it is behind what they got wrong.</summary>
    internal void Turn()
    {
        if (!follower.HasBegun || follower.Difference is not null)
        {
            return;
        }

        foreach (LossySnapshot lossy in follower.Lossy)
        {
            if (follower.LastSequence > lossy.Difference.Cause && _told.Add(lossy.Name))
            {
                follower.SetAsideLossy();
                Tell(lossy.Difference.Slot, lossy.PackageHash, lossy.Difference.Cause, $"{lossy}; the follower began before it instead");
            }
        }
    }

    private void Tell(int slot, Hash256 package, ulong sequence, string text)
    {
        string consequence = slot > 0
            ? "; while that version runs no snapshot is taken, and a recovery begins before it: deploy another one"
            : "";
        if (slot > 0 && _known.Add((slot, package.ToString())))
        {
            incidents.Keep(() => file.Append(new ForgetfulVersion(follower.JournalId, slot, package.ToString(), text)));
        }

        incidents.Tell(IncidentKind.Forgetful, sequence, text + consequence);
    }
}
