using Strategies.Backtest.Tests.Support;
using Strategies.Driver.Replay;
using Strategies.Driver.Tests.Support;
using Strategies.Engine;
using Strategies.Follower.Candidates;
using Strategies.Records;

namespace Strategies.Follower.Tests.Candidates;

/// <summary>
/// A version that runs in a live one's place, on inputs of a day with a swap, a quarantine and a kill switch.
/// </summary>
public sealed class CandidateEngineTests(RecordedDay day) : IClassFixture<RecordedDay>
{
    private const int Ladder = 1;
    private const int Throwing = 2;
    private const int Before = 1_200;

    [Fact]
    public void It_takes_the_state_over_runs_alone_and_is_touched_by_no_swap_of_the_live_slot()
    {
        using JournalRunner inputs = InputsBehind(EngineBefore());
        TradingEngine engine = inputs.Engine;
        CandidateEngine candidate = Install(inputs, Ladder, VersionTwo);
        Assert.Equal(VersionTwo, engine.PackageOf(Ladder));
        Assert.Equal(SlotState.Stopped, engine.StateOf(Throwing));
        Assert.InRange(engine.WorkingOrdersOf(Ladder), 1, int.MaxValue);
        Assert.Equal(EngineBefore().WorkingOrdersOf(Ladder), engine.WorkingOrdersOf(Ladder));
        Assert.Contains(Rest(), input => input.Type == RecordType.SwapCommitted);
        while (inputs.TryNext())
        {
            candidate.Apply();
        }

        Assert.Equal(day.Inputs[^1].Sequence, candidate.LastSequence);
        Assert.True(candidate.IsRunning, candidate.Fault);
        Assert.Equal(VersionTwo, engine.PackageOf(Ladder));
        Assert.True(candidate.Callbacks > 1_000, $"{candidate.Callbacks} callbacks");
        Assert.Equal(0, candidate.Faults);
        Assert.True(candidate.TryHandOverToItself(out string reason), reason);
    }

    [Fact]
    public void Reports_reach_it_on_orders_that_were_there_before_and_on_no_others()
    {
        using JournalRunner inputs = InputsBehind(EngineBefore());
        TradingEngine engine = inputs.Engine;
        CandidateEngine candidate = Install(inputs, Ladder, VersionTwo);
        ulong last = engine.LastOrderId.Value;
        int reports = 0;
        foreach (JournalRecord input in Rest())
        {
            Assert.True(inputs.TryNext());
            candidate.Apply();
            Assert.Equal(input.Sequence, candidate.LastSequence);
            bool isReport = input.Type == RecordType.ExecutionReport;
            bool isKnown = isReport && input.Payload<ExecutionReportPayload>().OrderId <= last;
            reports += isKnown ? 1 : 0;
            Assert.True(!isReport || isKnown == (engine.LastSequence == input.Sequence));
            Assert.DoesNotContain(Alerts(engine), alert => alert.Code == AlertCode.UnknownOrder);
        }

        Assert.InRange(reports, 1, Rest().Count(input => input.Type == RecordType.ExecutionReport) - 1);
        Assert.Contains(Rest(), input => input.Type == RecordType.ExecutionReport
            && input.Payload<ExecutionReportPayload>().OrderId > last);
    }

    [Fact]
    public void A_slot_or_a_version_that_is_not_there_is_refused_in_words()
    {
        using JournalRunner inputs = InputsBehind(EngineBefore());
        Assert.False(new CandidateEngine(inputs, 9, VersionTwo).Install(out string reason));
        Assert.Equal("there is no slot 9, the day has 2", reason);
    }

    [Fact]
    public void A_version_whose_Save_throws_gives_no_state_and_one_that_starts_fresh_needs_none()
    {
        TradingEngine engine = EngineBefore();
        byte[] record = new byte[1_024];
        engine.Apply(RecordWriter.Write(
            record,
            new RecordHeader { Type = RecordType.ParameterSet, Sequence = engine.LastSequence, ReceiveTimeNs = engine.TimeNs },
            new ParameterSetPayload { Slot = Throwing, Type = ParameterType.Int64, Name = Text32.From("saveThrowsAfter") }));
        using JournalRunner inputs = InputsBehind(engine);
        CandidateEngine carried = new(inputs, Throwing, engine.PackageOf(Throwing));
        Assert.False(carried.Install(out string reason));
        Assert.True(carried.IsStateMissing);
        Assert.StartsWith("the slot's version cannot save its state: Save threw InvalidOperationException", reason);
        CandidateEngine quarantined = new(inputs, Throwing, engine.PackageOf(Throwing)) { IsQuarantined = true };
        Assert.True(quarantined.Install(out reason), reason);
        Assert.Equal((0, true), (quarantined.Faults, quarantined.IsRunning));
        CandidateEngine fresh = new(inputs, Throwing, engine.PackageOf(Throwing)) { State = SwapState.Fresh };
        Assert.True(fresh.Install(out reason), reason);
        Assert.True(fresh.IsRunning);
    }

    private Hash256 VersionTwo => day.Inputs
        .Last(input => input.Type == RecordType.SwapRequested).Payload<SwapRequestedPayload>().PackageHash;

    private IEnumerable<JournalRecord> Rest() => day.Inputs.Skip(Before);

    private static List<AlertPayload> Alerts(TradingEngine engine)
    {
        List<AlertPayload> alerts = [];
        for (int offset = 0; offset < engine.Outputs.Length; offset = engine.Outputs.NextOffset(offset))
        {
            if (RecordWriter.Header(engine.Outputs.At(offset)).Type == RecordType.Alert)
            {
                alerts.Add(RecordWriter.Payload<AlertPayload>(engine.Outputs.At(offset)));
            }
        }

        return alerts;
    }

    private JournalRunner InputsBehind(TradingEngine engine) => new(day.Folder, engine);

    private static CandidateEngine Install(JournalRunner inputs, int slot, Hash256 version)
    {
        CandidateEngine candidate = new(inputs, slot, version);
        Assert.True(candidate.Install(out string reason), reason);
        return candidate;
    }

    private TradingEngine EngineBefore()
    {
        TradingEngine engine = day.NewEngine();
        foreach (JournalRecord input in day.Inputs.Take(Before))
        {
            engine.Apply(input.Bytes);
        }

        return engine;
    }
}
