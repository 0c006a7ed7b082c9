using Strategies.Backtest.Tests.Support;
using Strategies.Driver.Tests.Support;
using Strategies.Journal;
using Strategies.Records;

namespace Strategies.Driver.Tests;

/// <summary>
/// The driver with a meter: a recorded day is driven once more, with budgets that every callback exceeds written into
/// its slots' definitions.
/// </summary>
public sealed class OverrunRecordTests(RecordedDay day) : IClassFixture<RecordedDay>
{
    private List<JournalRecord> Drive(string folder, OverrunAction action)
    {
        SpyPort port = new();
        using (JournalWriter journal = RecordedDay.NewJournal(folder))
        {
            EngineDriver driver = new(day.NewEngine(), journal, port, new BudgetMeter());
            port.Driver = driver;
            foreach (JournalRecord input in day.Inputs)
            {
                byte[] record = (byte[])input.Bytes.Clone();
                if (input.Type == RecordType.SlotDefinition)
                {
                    ref SlotDefinitionPayload slot =
                        ref System.Runtime.InteropServices.MemoryMarshal.AsRef<SlotDefinitionPayload>(
                            record.AsSpan(RecordHeader.Size));
                    slot.TimeBudgetNs = slot.Slot == 2 ? 1 : 0;
                    slot.OnTimeOverrun = action;

                    // Versions out of a store are compiled while they run, and the runtime may allocate for that.
                    slot.AllocationBudgetBytes = -1;
                }

                ulong sequence = driver.Take(record);
                Assert.Equal(RecordWriter.Header(record).Sequence, sequence);
            }

            Assert.Equal(driver.LastSequence, (ulong)driver.Metrics.Inputs);
            Assert.Equal(
                JournalRecord.Inputs(folder).Where(input => input.Type == RecordType.CallbackOverrun)
                    .Select(input => input.Payload<CallbackOverrunPayload>())
                    .GroupBy(one => (one.Slot, one.Kind, one.Call, one.Action)).Select(Together),
                driver.Metrics.Overruns.ToArray());
        }

        return JournalRecord.Inputs(folder);
    }

    /// <summary>The same overrun again and again is one row: the first record, with the largest measure and the sum of the counts.</summary>
    private static CallbackOverrunPayload Together(IEnumerable<CallbackOverrunPayload> same)
    {
        CallbackOverrunPayload row = same.First();
        row.Measured = same.Max(one => one.Measured);
        row.Count = same.Sum(one => one.Count);
        return row;
    }

    [Fact]
    public void An_overrun_comes_right_behind_its_cause_at_the_same_time_as_a_record_of_the_drivers()
    {
        List<JournalRecord> inputs = Drive(day.NewFolder(), OverrunAction.Alert);
        List<JournalRecord> overruns = [.. inputs.Where(input => input.Type == RecordType.CallbackOverrun)];
        Assert.NotEmpty(overruns);
        Assert.All(overruns, overrun =>
        {
            CallbackOverrunPayload payload = overrun.Payload<CallbackOverrunPayload>();
            Assert.Equal((2, OverrunKind.Time, OverrunAction.Alert), (payload.Slot, payload.Kind, payload.Action));
            Assert.Equal(overrun.Sequence - 1, payload.CauseSequence);
            Assert.Equal(inputs[(int)payload.CauseSequence - 1].TimeNs, overrun.TimeNs);
            Assert.Equal(SourceKind.Driver, overrun.Header.SourceKind);
        });
    }

    [Fact]
    public void A_quarantine_by_overrun_is_journalled_behind_the_outputs_of_its_cause_and_comes_once()
    {
        string folder = day.NewFolder();
        JournalRecord overrun = Assert.Single(
            Drive(folder, OverrunAction.Quarantine), input => input.Type == RecordType.CallbackOverrun);
        List<JournalRecord> outputs = JournalRecord.Outputs(folder);
        JournalRecord quarantine = Assert.Single(outputs, output => output.Type == RecordType.SlotState
            && output.Payload<SlotStatePayload>().State == SlotState.Quarantined);
        Assert.Equal((overrun.Sequence, 2), (quarantine.Sequence, quarantine.Payload<SlotStatePayload>().Slot));
        Assert.True(outputs.Select(output => output.Sequence).Zip(outputs.Skip(1).Select(output => output.Sequence))
            .All(pair => pair.First <= pair.Second));
    }
}
