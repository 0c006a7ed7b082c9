using Strategies.Ipc.Metrics;

namespace Strategies.Gateways;

/// <summary>
/// When orders are blocked and canceled since the core is silent or the cell is killed. Pure: times and what is seen
/// come in, changes go out. One thread.
/// </summary>
/// <remarks>
/// <para>Silence is counted from the last beat, whoever gave it: a core that takes over from another within T1 goes
/// unnoticed. Nothing is blocked before a core was at work.</para>
/// <para>Who was blocked is free again when a core beats <i>and</i> that very process has had a question answered since
/// the block. So orders of a core that has ended, left in the ring, never pass. A core at work that has not asked
/// does not know that it was blocked: it hung, or took over in a long silence. It is told once.</para>
/// <para>A core that is back, reconciled, before T2 keeps its orders. One that recovers for longer does not, and cores that
/// start and die again do not put T2 off: nobody minds the orders meanwhile, so such beats do not count.</para>
/// <para>A core that ended in order is not missed: its orders stay, none is expected of it, and whoever comes after it
/// need not ask.</para>
/// </remarks>
/// <param name="blockAfterNs">Silence after which new orders are blocked (T1), ns.</param>
/// <param name="cancelAfterNs">Silence after which all orders are canceled (T2), ns.</param>
/// <param name="hasWorked">True when a core has been at work before this watch began.</param>
internal sealed class CoreWatch(long blockAfterNs, long cancelAfterNs, bool hasWorked = false)
{
    private bool _hasWorked = hasWorked;
    private ulong _process;
    private ulong _answered;
    private long _blocks;
    private ulong _told;
    private bool _isMissed;
    private long _lastGoodBeatNs = long.MinValue;

    /// <summary>True while new orders are blocked since the core is silent or has ended.</summary>
    internal bool IsBlocked { get; private set; }

    /// <summary>True while all orders are canceled since the core is silent.</summary>
    internal bool IsCanceled { get; private set; }

    /// <summary>True while the cell is killed.</summary>
    internal bool IsKilled { get; private set; }

    /// <summary>True while new orders do not pass, for whatever reason.</summary>
    internal bool IsRefusing => IsBlocked || IsKilled;

    /// <summary>Looks at the core.</summary>
    /// <param name="nowNs">Now, CLOCK_MONOTONIC.</param>
    /// <param name="sign">What is seen.</param>
    /// <returns>What is to be done since the last look.</returns>
    internal CoreChanges Look(long nowNs, in CoreSign sign)
    {
        bool wasRefusing = IsRefusing;
        CoreChanges changes = LookAtKill(sign.IsKilled);
        // Without a heartbeat there is nothing to judge, and nothing is missed.
        if (sign.Process != 0)
        {
            _process = sign.Process;
            changes |= LookAtBeat(nowNs, sign.BeatNs, sign.State);
        }

        return wasRefusing && !IsRefusing ? changes | CoreChanges.Freed : changes;
    }

    /// <summary>The core asks about its orders.</summary>
    /// <returns>Who asks and when, for <see cref="Answered"/>.</returns>
    internal AskingCore Ask()
    {
        // Who asks for its orders is at work, or about to be.
        _hasWorked = true;
        return new AskingCore(_process, _blocks);
    }

    /// <summary>A question of the core about its orders was answered.</summary>
    /// <param name="asker">
    /// Who had asked, and when: what was asked before a block says nothing of the orders behind it.
    /// </param>
    internal void Answered(in AskingCore asker)
    {
        if (asker.Blocks == _blocks)
        {
            _answered = asker.Process;
        }
    }

    private CoreChanges LookAtKill(bool isKilled)
    {
        if (isKilled == IsKilled)
        {
            return CoreChanges.None;
        }

        IsKilled = isKilled;
        return isKilled ? CoreChanges.Killed : CoreChanges.Released;
    }

    private CoreChanges LookAtBeat(long nowNs, long beatNs, HeartbeatState state)
    {
        if (nowNs - beatNs <= blockAfterNs)
        {
            _hasWorked |= state is HeartbeatState.Running or HeartbeatState.Stopping;
            CoreChanges back = LookAtLiving(nowNs, state);
            NoteBeat(beatNs);
            return back;
        }

        NoteBeat(beatNs);
        return _hasWorked ? LookAtSilent(nowNs, hasEnded: state == HeartbeatState.Stopped) : CoreChanges.None;
    }

    private void NoteBeat(long beatNs)
    {
        // While a core is missed its successors' beats do not put T2 off.
        if (!_isMissed || _lastGoodBeatNs == long.MinValue)
        {
            _lastGoodBeatNs = beatNs;
        }
    }

    private CoreChanges LookAtSilent(long nowNs, bool hasEnded)
    {
        CoreChanges changes = CoreChanges.None;
        if (!IsBlocked || (!hasEnded && !_isMissed))
        {
            Block(isMissed: !hasEnded);
            changes |= hasEnded ? CoreChanges.Ended : CoreChanges.Blocked;
        }

        return hasEnded ? changes : changes | CancelWhenDue(nowNs);
    }

    /// <summary>Cancels once T2 has passed since the last beat of a core that was at work.</summary>
    private CoreChanges CancelWhenDue(long nowNs)
    {
        if (IsCanceled || nowNs - _lastGoodBeatNs <= cancelAfterNs)
        {
            return CoreChanges.None;
        }

        IsCanceled = true;
        return CoreChanges.Canceled;
    }

    private CoreChanges LookAtLiving(long nowNs, HeartbeatState state)
    {
        if (!IsBlocked)
        {
            return CoreChanges.None;
        }

        if (!_isMissed || _answered == _process)
        {
            IsBlocked = false;
            IsCanceled = false;
            _isMissed = false;
            return CoreChanges.None;
        }

        CoreChanges changes = CancelWhenDue(nowNs);
        if (state != HeartbeatState.Running || _told == _process)
        {
            return changes;
        }

        _told = _process;
        return changes | CoreChanges.CameBack;
    }

    private void Block(bool isMissed)
    {
        IsBlocked = true;
        _isMissed = isMissed;
        // What was asked before the block says nothing of the orders behind it.
        _blocks++;
        _answered = 0;
        _told = 0;
    }
}
