using Strategies.Records;

namespace Strategies.Driver.Tests;

/// <summary>What a slot may allocate whatever its budget says: by the callback, the start, the second and the session.</summary>
public sealed class AllocationBoundTests
{
    private const long SecondNs = 1_000_000_000;

    /// <summary>An array of so many bytes, and what lies around it.</summary>
    private const int Bytes = 10_000;

    private readonly BudgetMeter _meter = new()
    {
        Bounds = new SlotBounds
        {
            CallbackBytesMax = 3 * Bytes,
            StartBytesMax = 8 * Bytes,
            BytesPerSecond = 10 * Bytes,
            SessionBytesMax = 25 * Bytes,
        },
    };

    private byte[]? _garbage;

    public AllocationBoundTests() =>
        _meter.Define(new SlotDefinitionPayload { Slot = 1, AllocationBudgetBytes = -1, OnTimeOverrun = OverrunAction.Alert });

    [Fact]
    public void A_callback_beyond_its_bound_is_quarantined_though_its_slot_may_allocate() =>
        Require(OverrunKind.Allocation, 3 * Bytes, Call(1, 4 * Bytes));

    [Fact]
    public void A_callback_within_it_is_none() => Assert.Null(Call(1, 2 * Bytes));

    [Fact]
    public void What_is_within_the_bound_and_beyond_the_budget_is_told_as_ever()
    {
        _meter.Define(new SlotDefinitionPayload { Slot = 1, AllocationBudgetBytes = 0, OnAllocation = OverrunAction.Alert });
        CallbackOverrunPayload told = Call(1, Bytes)!.Value;
        Assert.Equal((OverrunKind.Allocation, OverrunAction.Alert, 0L), (told.Kind, told.Action, told.Budget));
        Require(OverrunKind.Allocation, 3 * Bytes, Call(2 * SecondNs, 4 * Bytes));
    }

    [Fact]
    public void Callbacks_of_one_second_count_together()
    {
        for (int call = 0; call < 4; call++)
        {
            Assert.Null(Call(call + 1, 2 * Bytes));
        }

        Assert.Null(Call(SecondNs + 1, 2 * Bytes));
        for (int call = 0; call < 3; call++)
        {
            Assert.Null(Call(SecondNs + 2, 2 * Bytes));
        }

        Require(OverrunKind.AllocationPerSecond, 10 * Bytes, Call(SecondNs + 3, 3 * Bytes - 100));
    }

    [Fact]
    public void Seconds_count_together_and_the_version_that_comes_next_begins_anew()
    {
        int second = 0;
        for (; second < 12; second++)
        {
            Assert.Null(Call((2 * second + 1) * SecondNs, 2 * Bytes));
        }

        Require(OverrunKind.AllocationPerSession, 25 * Bytes, Call((2 * second + 1) * SecondNs, 2 * Bytes));
        Assert.Null(Call((2 * second + 3) * SecondNs, 2 * Bytes));
    }

    [Fact]
    public void A_start_has_a_bound_of_its_own_and_counts_to_no_second()
    {
        Assert.Null(Call(1, 7 * Bytes, StrategyCall.OnStart));
        Assert.Null(Call(1, 7 * Bytes, StrategyCall.OnStart));
        Require(OverrunKind.Allocation, 8 * Bytes, Call(1, 9 * Bytes, StrategyCall.OnStart));
    }

    [Fact]
    public void A_slot_that_wants_it_is_rolled_back()
    {
        _meter.Define(new SlotDefinitionPayload
        {
            Slot = 1,
            AllocationBudgetBytes = -1,
            OnTimeOverrun = OverrunAction.QuarantineAndRollback,
        });
        Assert.Equal(OverrunAction.QuarantineAndRollback, Call(1, 4 * Bytes)!.Value.Action);
    }

    [Fact]
    public void Save_and_Restore_are_added_up_for_whoever_decides_on_the_swap()
    {
        _meter.BeginRecord(1, 1);
        Allocate(2 * Bytes, StrategyCall.Save);
        Allocate(3 * Bytes, StrategyCall.Restore);
        Assert.False(_meter.TryTake(out _));
        Assert.InRange(_meter.HandoverBytes, 5 * Bytes, 5 * Bytes + 100);
        _meter.BeginRecord(2, 1);
        Assert.Equal(0, _meter.HandoverBytes);
    }

    private CallbackOverrunPayload? Call(long timeNs, int bytes, StrategyCall call = StrategyCall.OnBook)
    {
        _meter.BeginRecord((ulong)timeNs, timeNs);
        Allocate(bytes, call);
        return _meter.TryTake(out CallbackOverrunPayload overrun) ? overrun : null;
    }

    private void Allocate(int bytes, StrategyCall call)
    {
        _meter.Enter(1, call, isNext: false);
        _garbage = new byte[bytes];
        _meter.Leave(1);
        Assert.NotNull(_garbage);
    }

    private static void Require(OverrunKind kind, long bound, CallbackOverrunPayload? overrun)
    {
        Assert.NotNull(overrun);
        Assert.Equal((1, kind, OverrunAction.Quarantine, bound),
            (overrun.Value.Slot, overrun.Value.Kind, overrun.Value.Action, overrun.Value.Budget));
        Assert.InRange(overrun.Value.Measured, bound + 1, bound + 3 * Bytes);
    }
}
