using Strategies.Ipc.Metrics;

namespace Strategies.Gateways.Tests;

/// <summary>T1 is 250 ms and T2 is 2,000 ms here; process 7 is the core, 8 the one that comes after it.</summary>
public sealed class CoreWatchTests
{
    private const long NsPerMs = 1_000_000;

    private readonly CoreWatch _watch = new(250 * NsPerMs, 2_000 * NsPerMs);
    private long _beatMs;
    private ulong _process = 7;
    private HeartbeatState _state = HeartbeatState.Running;
    private bool _isKilled;

    [Fact]
    public void Before_a_core_was_at_work_nothing_is_blocked_however_long_it_takes_to_start()
    {
        _process = 0;
        Assert.Equal(CoreChanges.None, Look(10_000));
        Beat(10_000, process: 7, HeartbeatState.Starting);
        Assert.Equal(CoreChanges.None, Look(20_000));
        Beat(20_000, process: 7, HeartbeatState.Recovering);
        Assert.Equal(CoreChanges.None, Look(30_000));
        Assert.False(_watch.IsRefusing);
    }

    [Fact]
    public void Silence_of_T1_blocks_and_of_T2_cancels_each_once()
    {
        Assert.Equal(CoreChanges.None, Look(100));
        Assert.Equal(CoreChanges.None, Look(250));
        Assert.Equal(CoreChanges.Blocked, Look(251));
        Assert.True(_watch.IsRefusing);
        Assert.Equal(CoreChanges.None, Look(2_000));
        Assert.Equal(CoreChanges.Canceled, Look(2_001));
        Assert.True(_watch.IsCanceled);
        Assert.Equal(CoreChanges.None, Look(60_000));
    }

    [Fact]
    public void A_session_that_looks_late_blocks_and_cancels_at_once()
    {
        Look(0);
        Assert.Equal(CoreChanges.Blocked | CoreChanges.Canceled, Look(5_000));
    }

    [Fact]
    public void A_new_core_frees_the_session_only_after_it_has_reconciled()
    {
        Look(0);
        Look(300);
        Beat(400, process: 8, HeartbeatState.Recovering);
        Assert.Equal(CoreChanges.None, Look(400));
        Assert.True(_watch.IsRefusing);
        _watch.Answered(_watch.Ask());
        Assert.Equal(CoreChanges.Freed, Look(401));
        Assert.False(_watch.IsRefusing);
        Beat(500, process: 8, HeartbeatState.Running);
        Assert.Equal(CoreChanges.None, Look(500));
    }

    [Fact]
    public void A_question_that_an_ended_core_had_left_frees_nobody()
    {
        Look(0);
        Look(300);
        _watch.Answered(_watch.Ask());
        Beat(400, process: 8, HeartbeatState.Recovering);
        Assert.Equal(CoreChanges.None, Look(400));
        Assert.True(_watch.IsRefusing);
    }

    [Fact]
    public void A_reconciliation_before_the_block_does_not_count()
    {
        Look(0);
        _watch.Answered(_watch.Ask());
        Look(300);
        Beat(400);
        Assert.Equal(CoreChanges.CameBack, Look(400));
        Assert.True(_watch.IsRefusing);
    }

    [Fact]
    public void A_question_from_before_the_block_that_is_answered_behind_it_does_not_count()
    {
        Look(0);
        AskingCore asker = _watch.Ask();
        Look(300);
        Beat(400);
        Assert.Equal(CoreChanges.CameBack, Look(400));
        _watch.Answered(in asker);
        Assert.Equal(CoreChanges.None, Look(401));
        Assert.True(_watch.IsRefusing);
        _watch.Answered(_watch.Ask());
        Assert.Equal(CoreChanges.Freed, Look(402));
    }

    [Fact]
    public void An_answer_to_an_ended_core_that_comes_when_the_next_one_beats_frees_nobody()
    {
        Look(0);
        Look(300);
        AskingCore asker = _watch.Ask();
        Beat(400, process: 8, HeartbeatState.Recovering);
        Look(400);
        _watch.Answered(in asker);
        Assert.Equal(CoreChanges.None, Look(401));
        Assert.True(_watch.IsRefusing);
    }

    [Fact]
    public void A_core_that_hung_and_goes_on_is_told_once_that_it_has_to_reconcile()
    {
        Look(0);
        Look(3_000);
        Beat(3_100);
        Assert.Equal(CoreChanges.CameBack, Look(3_100));
        Assert.Equal(CoreChanges.None, Look(3_101));
        _watch.Answered(_watch.Ask());
        Assert.Equal(CoreChanges.Freed, Look(3_102));
        Assert.False(_watch.IsCanceled);
    }

    [Fact]
    public void A_core_that_took_over_in_a_long_silence_and_did_not_ask_is_told_when_it_is_at_work()
    {
        Look(0);
        Look(300);
        Beat(400, process: 8, HeartbeatState.Recovering);
        Assert.Equal(CoreChanges.None, Look(400));
        Beat(500, process: 8, HeartbeatState.Running);
        Assert.Equal(CoreChanges.CameBack, Look(500));
        Assert.Equal(CoreChanges.None, Look(501));
    }

    [Fact]
    public void A_core_that_asks_while_its_beat_is_late_is_free_with_its_next_beat()
    {
        Look(0);
        Look(300);
        Beat(400, process: 8, HeartbeatState.Recovering);
        Look(400);
        Look(700);
        _watch.Answered(_watch.Ask());
        Assert.Equal(CoreChanges.None, Look(701));
        Beat(702, process: 8, HeartbeatState.Running);
        Assert.Equal(CoreChanges.Freed, Look(702));
    }

    [Fact]
    public void A_handover_within_T1_goes_unnoticed()
    {
        Look(0);
        Beat(100, process: 7, HeartbeatState.Stopped);
        Assert.Equal(CoreChanges.None, Look(200));
        Beat(300, process: 8, HeartbeatState.Running);
        Assert.Equal(CoreChanges.None, Look(349));
        Assert.Equal(CoreChanges.None, Look(550));
    }

    [Fact]
    public void A_core_that_ended_in_order_is_blocked_but_its_orders_stay()
    {
        Look(0);
        Beat(100, process: 7, HeartbeatState.Stopped);
        Assert.Equal(CoreChanges.None, Look(350));
        Assert.Equal(CoreChanges.Ended, Look(351));
        Assert.True(_watch.IsRefusing);
        Assert.Equal(CoreChanges.None, Look(60_000));
        Assert.False(_watch.IsCanceled);
        Beat(60_100, process: 8, HeartbeatState.Starting);
        Assert.Equal(CoreChanges.Freed, Look(60_100));
    }

    [Fact]
    public void A_core_that_dies_in_its_recovery_after_one_that_ended_in_order_is_missed()
    {
        Look(0);
        Beat(100, process: 7, HeartbeatState.Stopped);
        Look(500);
        Beat(600, process: 8, HeartbeatState.Recovering);
        Assert.Equal(CoreChanges.Freed, Look(600));
        Assert.Equal(CoreChanges.Blocked, Look(851));
        Assert.Equal(CoreChanges.Canceled, Look(2_601));
    }

    [Fact]
    public void Cores_that_start_and_die_again_do_not_put_the_cancel_off()
    {
        Look(0);
        Look(300);
        Beat(1_500, process: 8, HeartbeatState.Recovering);
        Assert.Equal(CoreChanges.None, Look(1_500));
        Assert.Equal(CoreChanges.None, Look(1_751));
        Beat(1_900, process: 9, HeartbeatState.Recovering);
        Assert.Equal(CoreChanges.None, Look(2_000));
        Assert.Equal(CoreChanges.Canceled, Look(2_001));
    }

    [Fact]
    public void A_core_that_recovers_for_longer_than_T2_has_lost_its_orders_once_and_is_free_when_it_has_reconciled()
    {
        Look(0);
        Look(300);
        for (long nowMs = 400; nowMs < 9_000; nowMs += 100)
        {
            Beat(nowMs, process: 8, HeartbeatState.Recovering);
            Assert.Equal(nowMs == 2_100 ? CoreChanges.Canceled : CoreChanges.None, Look(nowMs));
        }

        _watch.Answered(_watch.Ask());
        Assert.Equal(CoreChanges.Freed, Look(9_000));
        Assert.False(_watch.IsCanceled);
    }

    [Fact]
    public void A_core_that_has_reconciled_before_T2_keeps_its_orders()
    {
        Look(0);
        Look(300);
        Beat(1_900, process: 8, HeartbeatState.Recovering);
        Assert.Equal(CoreChanges.None, Look(1_950));
        _watch.Answered(_watch.Ask());
        Assert.Equal(CoreChanges.Freed, Look(1_990));
        Beat(2_100, process: 8, HeartbeatState.Running);
        Assert.Equal(CoreChanges.None, Look(2_100));
    }

    [Fact]
    public void A_session_that_takes_over_with_a_dead_core_blocks_at_once()
    {
        CoreWatch watch = new(250 * NsPerMs, 2_000 * NsPerMs, hasWorked: true);
        Assert.Equal(
            CoreChanges.Blocked, watch.Look(300 * NsPerMs, new CoreSign(7, 0, HeartbeatState.Recovering, false)));
    }

    [Fact]
    public void A_kill_blocks_at_once_and_its_release_frees_without_a_reconciliation()
    {
        Look(0);
        _isKilled = true;
        Assert.Equal(CoreChanges.Killed, Look(1));
        Assert.True(_watch.IsRefusing);
        Assert.Equal(CoreChanges.None, Look(2));
        _isKilled = false;
        Assert.Equal(CoreChanges.Released | CoreChanges.Freed, Look(3));
    }

    [Fact]
    public void A_kill_that_is_released_while_the_core_is_silent_does_not_free()
    {
        Look(0);
        _isKilled = true;
        Assert.Equal(CoreChanges.Killed | CoreChanges.Blocked, Look(300));
        _isKilled = false;
        Assert.Equal(CoreChanges.Released, Look(301));
        Assert.True(_watch.IsRefusing);
    }

    [Fact]
    public void A_kill_is_obeyed_before_there_is_a_core()
    {
        _process = 0;
        _isKilled = true;
        Assert.Equal(CoreChanges.Killed, Look(1));
    }

    private CoreChanges Look(long nowMs) =>
        _watch.Look(nowMs * NsPerMs, new CoreSign(_process, _beatMs * NsPerMs, _state, _isKilled));

    private void Beat(long nowMs) => _beatMs = nowMs;

    private void Beat(long nowMs, ulong process, HeartbeatState state) =>
        (_beatMs, _process, _state) = (nowMs, process, state);
}
