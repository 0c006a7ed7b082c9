using Strategies.Cell.Incidents;
using Strategies.Cell.Processes;

namespace Strategies.Core;

/// <summary>
/// Tells of reconciliations that have ended: in the log, and among the incidents each field in which engine and venue disagree.
/// </summary>
/// <remarks>Housekeeping's.</remarks>
/// <param name="context">The process.</param>
/// <param name="reconciliation">One venue's.</param>
internal sealed class ReconciliationReport(ProcessContext context, Reconciliation reconciliation)
{
    private ulong _told;
    private int _found;

    /// <summary>Tells what is new; counts are this core's so far.</summary>
    internal void Turn()
    {
        ulong mark = reconciliation.LastMark;
        if (mark == _told)
        {
            return;
        }

        _told = mark;
        context.Log.Information(
            "reconciliation {Mark} with venue {Venue} done: {Here} orders canceled here, {There} at the venue, "
            + "{Disagreements} disagreements",
            mark, reconciliation.Venue.Value, reconciliation.CanceledHere, reconciliation.CanceledThere,
            reconciliation.Disagreements);
        for (; _found < reconciliation.Found.Length; _found++)
        {
            Tell($"{reconciliation.Found[_found]} (venue {reconciliation.Venue.Value}); the order works on: look at both, and cancel it");
        }
    }

    private void Tell(string text)
    {
        context.Log.Error("the engine and a venue disagree: {Problem}", text);
        KeptNotes.Keep(context.Log, () => new IncidentFile(context.Setup.Paths.Incidents).Append(new Incident
        {
            Time = DateTimeOffset.UtcNow,
            Process = context.Process.Name,
            Kind = IncidentKind.Disagreed,
            Text = text,
        }));
    }
}
