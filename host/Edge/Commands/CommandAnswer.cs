using Strategies.Edge.Hosting;
using Strategies.Edge.Views;
using Strategies.Journal.Describe;
using Strategies.Projection;
using Strategies.Records;

namespace Strategies.Edge.Commands;

/// <summary>Says from the engine's outputs what became of a command.</summary>
internal static class CommandAnswer
{
    /// <exception cref="EdgeException">409: the engine did not obey.</exception>
    internal static CommandView Of(CommandTrace trace, DayNames names)
    {
        List<string> refusals = [];
        CommandView? view = null;
        foreach (byte[] answer in trace.Answers)
        {
            RecordType type = RecordWriter.Header(answer).Type;
            if (type == RecordType.Alert && Payload.TryRead(answer, out AlertPayload alert)
                && alert.Code == AlertCode.InvalidRecord)
            {
                refusals.Add(alert.Text.ToString());
            }
            else if (type == RecordType.SlotState && Payload.TryRead(answer, out SlotStatePayload state)
                && state.Slot == trace.Slot)
            {
                string detail = $"slot {names.Slot(state.Slot)} is {Names.Of(state.State)}";
                refusals.Add($"{detail}: {state.Reason}");
                view = trace.Type == RecordType.SlotControl
                    ? new CommandView("obeyed", trace.Sequence, detail, CancelRequests: trace.Cancels)
                    : view;
            }
            else if (IsChangeFor(trace.Type, type) && ChangeHistory.Of(names, answer) is { } change)
            {
                string old = change.Old ?? "none";
                string detail = $"{change.Scope} {change.Name}: {old} became {change.New}";
                view = new CommandView("obeyed", trace.Sequence, detail, change.Old, change.New);
            }
        }

        if (trace.Type == RecordType.Flatten)
        {
            view = FlattenAnswer.Of(trace, names);
        }
        else if (trace.Type == RecordType.KillSwitch && refusals.Count == 0)
        {
            view = new CommandView("obeyed", trace.Sequence, "the kill switch is as asked for", CancelRequests: trace.Cancels);
        }

        return view ?? throw Refused(trace, refusals.Count > 0 ? string.Join("; ", refusals) : "the engine changed nothing");
    }

    private static bool IsChangeFor(RecordType command, RecordType output) => (command, output)
        is (RecordType.LimitSet, RecordType.LimitChanged) or (RecordType.ParameterSet, RecordType.ParameterChanged);

    private static EdgeException Refused(CommandTrace trace, string detail) => new(
        409, "the engine refused the command", detail, $"it stands in the journal as input {trace.Sequence}")
    {
        More = { ["sequence"] = trace.Sequence },
    };
}
