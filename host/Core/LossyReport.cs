using Strategies.Cell.Config;
using Strategies.Cell.Incidents;
using Strategies.Cell.Processes;
using Strategies.Driver.Replay;

namespace Strategies.Core;

/// <summary>
/// Tells people of snapshots from which a core could not come back: in its log, among the cell's incidents, and to the follower, which
/// takes no further one while that version runs.
/// </summary>
/// <remarks>Housekeeping's.</remarks>
internal static class LossyReport
{
    /// <summary>Tells of them.</summary>
    /// <param name="context">The process.</param>
    /// <param name="journalId">The journal's identity.</param>
    /// <param name="lossy">The snapshots.</param>
    internal static void Tell(ProcessContext context, Guid journalId, IReadOnlyList<LossySnapshot> lossy)
    {
        CellPaths paths = context.Setup.Paths;
        foreach (LossySnapshot snapshot in lossy)
        {
            string text = $"{snapshot}; what was sent is right, the core began before that snapshot, which is not used again"
                + (snapshot.Slot.Length > 0 ? "; deploy another version: no snapshot is taken while this one runs" : "");
            context.Log.Error("{Problem}", text);
            KeptNotes.Keep(context.Log, () => new IncidentFile(paths.Incidents).Append(new Incident
            {
                Time = DateTimeOffset.UtcNow,
                Sequence = snapshot.Difference.Cause,
                Process = context.Process.Name,
                Kind = IncidentKind.Forgetful,
                Text = text,
            }));
            if (snapshot.Slot.Length > 0)
            {
                KeptNotes.Keep(context.Log, () => new ForgetfulFile(paths.Forgetful).Append(
                    new ForgetfulVersion(journalId, snapshot.Difference.Slot, snapshot.PackageHash.ToString(), text)));
            }
        }
    }
}
