using Strategies.Edge.Hosting;
using Strategies.Edge.Projection;
using Strategies.Edge.Views;
using Strategies.Engine.Records;
using Strategies.Journal.Describe;

namespace Strategies.Edge.Commands;

/// <summary>Says from the engine's outputs what became of a command.</summary>
internal static class CommandAnswer
{
    /// <exception cref="EdgeException">409: the engine did not obey.</exception>
    internal static CommandView Of(CommandTrace trace, DayNames names)
    {
        List<string> refusals = [];
        foreach (byte[] answer in trace.Answers)
        {
            if (ChangeHistory.Of(names, answer) is { } change)
            {
                string old = change.Old ?? "none";
                return new CommandView(
                    "obeyed",
                    trace.Sequence,
                    $"{change.Scope} {change.Name}: {old} became {change.New}",
                    change.Old,
                    change.New);
            }

            if (RecordWriter.Header(answer).Type == RecordType.Alert && Payload.TryRead(answer, out AlertPayload alert))
            {
                refusals.Add(alert.Text.ToString());
            }
            else if (Payload.TryRead(answer, out SlotStatePayload state)
                && RecordWriter.Header(answer).Type == RecordType.SlotState)
            {
                return OfSlot(trace, names, in state);
            }
        }

        if (trace.Type == RecordType.KillSwitch && refusals.Count == 0)
        {
            return new CommandView("obeyed", trace.Sequence, "the kill switch is as asked for", Cancels: trace.Cancels);
        }

        throw Refused(trace, refusals.Count > 0 ? string.Join("; ", refusals) : "the engine changed nothing");
    }

    internal static EdgeException Refused(CommandTrace trace, string detail) => new(
        409, "the engine refused the command", detail, $"it stands in the journal as input {trace.Sequence}")
    {
        More = { ["sequence"] = trace.Sequence },
    };

    private static CommandView OfSlot(CommandTrace trace, DayNames names, in SlotStatePayload state)
    {
        string detail = $"slot {names.Slot(state.Slot)} is {Names.Of(state.State)}";
        return trace.Type == RecordType.SlotControl
            ? new CommandView("obeyed", trace.Sequence, detail, Cancels: trace.Cancels)
            : throw Refused(trace, $"{detail}: {state.Reason}");
    }
}
