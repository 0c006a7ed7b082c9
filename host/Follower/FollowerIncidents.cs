using Serilog;
using Strategies.Cell.Incidents;
using Strategies.Cell.Processes;
using Strategies.Driver.Following;

namespace Strategies.Follower;

/// <summary>What the follower alone finds and people have to know of: in its log, and where whoever watches the cell looks.</summary>
/// <param name="follower">The follower; it has begun.</param>
/// <param name="file">The cell's incidents.</param>
/// <param name="log">The process's.</param>
internal sealed class FollowerIncidents(JournalFollower follower, IncidentFile file, ILogger log)
{
    /// <summary>Tells one.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="sequence">The input that it is about.</param>
    /// <param name="text">In words.</param>
    internal void Tell(IncidentKind kind, ulong sequence, string text)
    {
        log.Error("{Problem}", text);
        Keep(() => file.Append(new Incident
        {
            Time = DateTimeOffset.UtcNow,
            SessionTimeNs = follower.TimeNs,
            Sequence = sequence,
            Process = ProcessRoles.NameOf(ProcessRole.Follower),
            Kind = kind,
            Text = text,
        }));
    }

    /// <summary>Writes to a file of the cell; where that fails the log says so, and following goes on.</summary>
    /// <param name="append">Writes.</param>
    internal void Keep(Action append) => KeptNotes.Keep(log, append);
}
