using System.Globalization;
using Strategies.Cell.Clients;
using Strategies.Cell.Messages;
using Strategies.Edge.Commands;
using Strategies.Edge.Views;
using Strategies.Projection;
using Strategies.Projection.Views;
using Strategies.Records;

namespace Strategies.Edge.Deployments;

/// <summary>
/// Says beforehand what is lost when a slot goes on without its version's state. Orders and positions are the journal's; how much state
/// there is the follower's instance is asked, since the core's must not be.
/// </summary>
internal sealed class LossPreview(RehearsalClient follower, JournalTail tail, VersionLabels labels)
{
    /// <summary>Looks.</summary>
    /// <exception cref="Hosting.EdgeException">
    /// 400: no slot can have that name; 404: there is no such slot; 503: the day has not begun.
    /// </exception>
    internal async Task<StateLossView> Of(string name, CancellationToken stop)
    {
        (int number, SlotView slot) = Read(name);
        RehearsalVerdict verdict = slot.PackageHash.Length == 0 ? default : await Measure(number, stop);
        // Once more: the follower may have taken its time.
        (_, slot) = Read(name);
        PositionView[] positions = tail.Read(day => HeldPositions.Of(day, name));
        StateLossView view = new(
            name,
            slot.State,
            slot.PackageHash.Length == 0 ? "" : labels.LabelOf(slot.PackageHash),
            slot.PackageHash,
            verdict.IsGood != 0 ? verdict.StateBytes : null,
            verdict.Reason.ToString(),
            verdict.Sequence,
            slot.WorkingOrders,
            positions,
            Detail: "");
        return view with { Detail = WordsOf(view) };
    }

    private (int Number, SlotView Slot) Read(string name) => tail.Read(day =>
    {
        int number = ScopeReader.Slot(day, name).Number;
        return (number, day.SlotViews().Single(slot => slot.Number == number));
    });

    private async Task<RehearsalVerdict> Measure(int slot, CancellationToken stop)
    {
        try
        {
            return await follower.Ask(RehearsalAction.MeasureState, slot, default, stop)
                ?? new RehearsalVerdict { Reason = Text200.From("the follower has not said how much it is") };
        }
        catch (PeerException exception)
        {
            return new RehearsalVerdict { Reason = Text200.From($"{exception.Title}: {exception.Detail}") };
        }
    }

    private static string WordsOf(StateLossView view)
    {
        if (view.PackageHash.Length == 0)
        {
            return $"slot {view.Slot} is empty: nothing would be lost";
        }

        string state = view.StateBytes is { } bytes
            ? Text($"{bytes} bytes, which a fresh start gives up and a deployment behind a quarantine can carry")
            : $"lost, it cannot be saved: {view.StateProblem}";
        return Text(
            $"slot {view.Slot} is {view.State} with {view.Version}; its state: {state}; working orders, canceled: {view.WorkingOrders}; ")
            + $"positions, kept: {HeldPositions.Words(view.Positions)}";
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
