using System.Globalization;
using Strategies.Edge.Views;
using Strategies.Journal.Describe;
using Strategies.Projection;
using Strategies.Records;

namespace Strategies.Edge.Commands;

/// <summary>Says from the engine's outputs which slots a command has begun to flatten, and what has ended already.</summary>
internal static class FlattenAnswer
{
    /// <returns>Null when no slot's flattening has begun.</returns>
    internal static CommandView? Of(CommandTrace trace, DayNames names)
    {
        Dictionary<int, FlattenView> slots = [];
        List<string> left = [];
        foreach (byte[] answer in trace.Answers)
        {
            RecordType type = RecordWriter.Header(answer).Type;
            if (type == RecordType.FlattenState && Payload.TryRead(answer, out FlattenStatePayload state)
                && state.RequestSequence == trace.Sequence)
            {
                string status = Names.Of(state.Status);
                slots[state.Slot] = slots.TryGetValue(state.Slot, out FlattenView? begun)
                    ? begun with { Status = status }
                    : new FlattenView(names.Slot(state.Slot), state.Positions, state.WorkingOrders, status);
            }
            else if (type == RecordType.Alert && Payload.TryRead(answer, out AlertPayload alert)
                && alert.Code == AlertCode.NotFlat && slots.ContainsKey((int)alert.Detail))
            {
                left.Add(alert.Text.ToString());
            }
        }

        if (slots.Count == 0)
        {
            return null;
        }

        string detail = string.Join("; ", slots.Values.Select(Words).Concat(left));
        return new CommandView("obeyed", trace.Sequence, detail, CancelRequests: trace.Cancels, Flattened: [.. slots.Values]);
    }

    private static string Words(FlattenView slot) => string.Create(
        CultureInfo.InvariantCulture,
        $"slot {slot.Slot} {Step(slot.Status)} (positions: {slot.Positions}, working orders: {slot.WorkingOrders})");

    private static string Step(string status) => status switch
    {
        "flat" => "is flat",
        "notFlat" => "is stopped and not flat",
        _ => "is being flattened",
    };
}
