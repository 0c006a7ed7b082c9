using Strategies.Records;
using Strategies.Session.Historical;
using Strategies.Session.Results;
using Strategies.Venues;

namespace Strategies.Session;

/// <summary>
/// The records by which a day ends: slots are stopped, the venues answer what is under way, what still rests expires.
/// </summary>
public static class EndOfDay
{
    public static void Take(
        HistoricalDriver driver, RecordDesk records, SimulatedVenues venues, IReadOnlyList<int> slots, DayReport? report)
    {
        foreach (int slot in slots)
        {
            SlotControlPayload control = new()
            {
                Slot = slot,
                Action = SlotAction.Stop,
                Who = Text32.From("plan"u8),
                Reason = Text200.From("end of day"u8),
            };
            records.TakeCommand(RecordType.SlotControl, records.LastTimeNs, in control);
            report?.AddPublished();
        }

        driver.Drain();
        venues.EndOfDay(records.LastTimeNs);
        driver.Drain();
        records.TakeFromDriver(RecordType.EndOfDay, records.LastTimeNs, []);
        report?.AddPositions();
    }
}
