using System.Diagnostics;
using Strategies.Records;

namespace Strategies.Driver.Tests;

/// <summary>The meter by itself: what it calls an overrun, what it only counts, and what it never looks at.</summary>
public sealed class BudgetMeterTests
{
    private const long SecondNs = 1_000_000_000;

    private readonly BudgetMeter _meter = new();
    private object? _garbage;

    private static SlotDefinitionPayload Slot(int number) => new()
    {
        Slot = number,
        AllocationBudgetBytes = -1,
    };

    /// <summary>Waits long enough that a budget of a nanosecond is exceeded.</summary>
    /// <returns>What the work took, and what it took with the meter around it: what the meter says lies between.</returns>
    private (long InsideNs, long OutsideNs) Call(
        int slot, Action? work = null, StrategyCall call = StrategyCall.OnBook, bool isNext = false)
    {
        long outside = Stopwatch.GetTimestamp();
        _meter.Enter(slot, call, isNext);
        long inside = Stopwatch.GetTimestamp();
        if (work is null)
        {
            Thread.SpinWait(2_000);
        }
        else
        {
            work();
        }

        long insideNs = NsSince(inside);
        _meter.Leave(slot);
        return (insideNs, NsSince(outside));
    }

    /// <summary>As the meter counts: a <see cref="TimeSpan"/> has steps of 100 ns.</summary>
    private static long NsSince(long timestamp) =>
        (Stopwatch.GetTimestamp() - timestamp) * (SecondNs / Stopwatch.Frequency);

    private void Allocate() => _garbage = new byte[512];

    private List<CallbackOverrunPayload> Taken()
    {
        List<CallbackOverrunPayload> taken = [];
        while (_meter.TryTake(out CallbackOverrunPayload overrun))
        {
            taken.Add(overrun);
        }

        return taken;
    }

    [Fact]
    public void A_callback_beyond_its_time_is_an_overrun_that_names_everything()
    {
        _meter.Define(Slot(3) with { TimeBudgetNs = 1, OnTimeOverrun = OverrunAction.QuarantineAndRollback });
        _meter.BeginRecord(77, 1);
        (long insideNs, long outsideNs) = Call(3, call: StrategyCall.OnTimer);
        CallbackOverrunPayload overrun = Assert.Single(Taken());
        Assert.Equal((3, OverrunKind.Time, StrategyCall.OnTimer, OverrunAction.QuarantineAndRollback),
            (overrun.Slot, overrun.Kind, overrun.Call, overrun.Action));
        Assert.Equal((1L, 77UL, 1L), (overrun.Budget, overrun.CauseSequence, overrun.Count));
        Assert.InRange(overrun.Measured, insideNs, outsideNs);
        CallbackNumbers numbers = _meter.NumbersOf(3);
        Assert.Equal((1, overrun.Measured, overrun.Measured, 1),
            (numbers.Callbacks, numbers.MaxNs, numbers.TotalNs, numbers.Overruns));
    }

    [Fact]
    public void A_callback_within_its_budgets_is_none()
    {
        _meter.Define(Slot(1) with { TimeBudgetNs = 60 * SecondNs, AllocationBudgetBytes = 1_000_000 });
        _meter.BeginRecord(1, 1);
        Call(1, Allocate);
        Assert.Empty(Taken());
        Assert.Equal((1, 0), (_meter.NumbersOf(1).Callbacks, _meter.NumbersOf(1).Overruns));
    }

    [Fact]
    public void A_slot_without_budgets_is_only_counted()
    {
        _meter.Define(Slot(1));
        _meter.BeginRecord(1, 1);
        Call(1, Allocate);
        Assert.Empty(Taken());
        Assert.Equal(new CallbackNumbers(1, 0, 0, 0), _meter.NumbersOf(1));
    }

    [Fact]
    public void Bytes_are_those_of_the_callback_and_not_of_what_ran_before_it()
    {
        _meter.Define(Slot(1) with { AllocationBudgetBytes = 0 });
        _meter.BeginRecord(1, 1);
        Call(1, () => { });
        _garbage = new byte[100_000];
        Call(1, () => { });
        Assert.Empty(Taken());
        Call(1, Allocate);
        CallbackOverrunPayload overrun = Assert.Single(Taken());
        Assert.Equal(OverrunKind.Allocation, overrun.Kind);
        Assert.InRange(overrun.Measured, 512, 600);
        Assert.NotNull(_garbage);
    }

    [Fact]
    public void A_callback_that_follows_another_is_charged_with_its_own_only()
    {
        _meter.Define(Slot(1) with { TimeBudgetNs = 60 * SecondNs, AllocationBudgetBytes = 0 });
        _meter.Define(Slot(2) with { TimeBudgetNs = 60 * SecondNs, AllocationBudgetBytes = 0 });
        _meter.BeginRecord(1, 1);
        Action allocate = Allocate;
        long start = Stopwatch.GetTimestamp();
        (long firstNs, _) = Call(1, allocate);
        (long secondNs, _) = Call(2, isNext: true);
        long bothNs = NsSince(start);
        Assert.Equal([1], Taken().Select(overrun => overrun.Slot));
        Assert.InRange(_meter.NumbersOf(1).TotalNs, firstNs, bothNs);
        Assert.InRange(_meter.NumbersOf(2).TotalNs, secondNs, bothNs - _meter.NumbersOf(1).TotalNs);
    }

    [Fact]
    public void A_start_and_a_handover_of_state_may_allocate()
    {
        _meter.Define(Slot(1) with { AllocationBudgetBytes = 0, TimeBudgetNs = 60 * SecondNs });
        _meter.BeginRecord(1, 1);
        foreach (StrategyCall call in (ReadOnlySpan<StrategyCall>)
            [StrategyCall.OnStart, StrategyCall.Save, StrategyCall.Restore])
        {
            Call(1, Allocate, call);
        }

        Assert.Empty(Taken());
        Call(1, Allocate, StrategyCall.OnHandover);
        Assert.Single(Taken());
    }

    [Fact]
    public void What_is_only_told_is_told_once_a_second_with_how_often_it_was()
    {
        _meter.Define(Slot(1) with { TimeBudgetNs = 1 });
        List<CallbackOverrunPayload> told = [];
        for (int record = 0; record < 30; record++)
        {
            _meter.BeginRecord((ulong)record, record * (SecondNs / 10));
            Call(1);
            told.AddRange(Taken());
        }

        Assert.Equal([(0UL, 1L), (10UL, 10L), (20UL, 10L)],
            told.Select(overrun => (overrun.CauseSequence, overrun.Count)));
        Assert.Equal(30, _meter.NumbersOf(1).Overruns);
    }

    [Fact]
    public void Only_the_first_overrun_of_a_record_acts_and_the_next_record_may_act_again()
    {
        _meter.Define(Slot(1) with { TimeBudgetNs = 1, OnTimeOverrun = OverrunAction.Quarantine });
        _meter.BeginRecord(1, 1);
        Call(1);
        Call(1);
        Call(1);
        Assert.Equal([OverrunAction.Quarantine], Taken().Select(overrun => overrun.Action));
        _meter.BeginRecord(2, 1);
        Call(1);
        Assert.Equal([OverrunAction.Quarantine], Taken().Select(overrun => overrun.Action));
    }

    [Fact]
    public void A_version_that_throws_is_not_acted_on_a_second_time_for_what_it_overran_before()
    {
        _meter.Define(Slot(1) with { TimeBudgetNs = 1, OnTimeOverrun = OverrunAction.Quarantine });
        _meter.Define(Slot(2) with { TimeBudgetNs = 1, OnTimeOverrun = OverrunAction.Quarantine });
        _meter.BeginRecord(1, 1);
        Call(1);
        Call(2);
        _meter.Enter(1, StrategyCall.OnBook, isNext: false);
        _meter.Abandon(1);
        Assert.Equal([(1, OverrunAction.Alert), (2, OverrunAction.Quarantine)],
            Taken().Select(overrun => (overrun.Slot, overrun.Action)));
    }

    [Fact]
    public void Save_and_Restore_are_measured_where_the_slot_has_a_budget_for_them_and_begin_anew_with_each_record()
    {
        _meter.Define(Slot(1) with { HandoverBudgetNs = 5, TimeBudgetNs = 1 });
        _meter.BeginRecord(1, 1);
        (long saveNs, long saveMaxNs) = Call(1, call: StrategyCall.Save);
        (long restoreNs, long restoreMaxNs) = Call(1, call: StrategyCall.Restore);
        Assert.InRange(_meter.SaveNs, saveNs, saveMaxNs);
        Assert.InRange(_meter.RestoreNs, restoreNs, restoreMaxNs);
        Assert.Empty(Taken());
        Assert.Equal((5, 0), (_meter.HandoverBudgetNs(1), _meter.HandoverBudgetNs(2)));
        _meter.BeginRecord(2, 1);
        Assert.Equal((0, 0), (_meter.SaveNs, _meter.RestoreNs));
        Call(2, call: StrategyCall.Save);
        Assert.Equal(0, _meter.SaveNs);
    }

    [Fact]
    public void The_slot_that_runs_can_be_seen_from_another_thread()
    {
        using ManualResetEventSlim isInside = new();
        using ManualResetEventSlim isSeen = new();
        Thread hot = new(() => Call(7, () =>
        {
            isInside.Set();
            isSeen.Wait(TestContext.Current.CancellationToken);
        }));
        Assert.Equal(0, _meter.ActiveSlot);
        hot.Start();
        isInside.Wait(TestContext.Current.CancellationToken);
        Assert.Equal(7, _meter.ActiveSlot);
        isSeen.Set();
        hot.Join();
        Assert.Equal(0, _meter.ActiveSlot);
    }

    [Fact]
    public void Measuring_allocates_nothing()
    {
        _meter.Define(Slot(1) with { TimeBudgetNs = 1, AllocationBudgetBytes = 0, HandoverBudgetNs = 1 });
        int told = 0;
        long record = 0;

        // The runtime allocates now and then while it compiles code anew; what a call allocates comes in every round.
        long least = long.MaxValue;
        for (int round = 0; round < 5; round++)
        {
            long before = AllocatedBytes.Begin();
            Run(2_000);
            least = Math.Min(least, AllocatedBytes.Since(before));
        }

        Assert.Equal(0, least);
        Assert.Equal((20_000, 10_000), (_meter.NumbersOf(1).Callbacks, _meter.NumbersOf(1).Overruns));
        Assert.Equal(10_000, told);

        void Run(int count)
        {
            for (int index = 0; index < count; index++)
            {
                record++;
                _meter.BeginRecord((ulong)record, record * SecondNs);
                _meter.Enter(1, StrategyCall.OnBook, isNext: false);
                Thread.SpinWait(20);
                _meter.Leave(1);
                _meter.Enter(1, StrategyCall.Save, isNext: false);
                _meter.Leave(1);
                while (_meter.TryTake(out _))
                {
                    told++;
                }
            }
        }
    }
}
