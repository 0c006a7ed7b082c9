namespace Strategies.Engine.Slots;

/// <summary>A slot's timers: few, so a plain array with the earliest remembered.</summary>
internal sealed partial class TimerTable
{
    internal const int Capacity = 64;

    private readonly SlotTimer[] _timers = new SlotTimer[Capacity];
    private readonly TimerBoard _board;

    internal TimerTable(TimerBoard board) => _board = board;

    internal int Count { get; private set; }

    /// <summary>When the earliest timer is due; the largest number when there is none.</summary>
    internal long NextDueNs { get; private set; } = long.MaxValue;

    internal ref readonly SlotTimer this[int index] => ref _timers[index];

    internal int Find(long timerId)
    {
        for (int index = 0; index < Count; index++)
        {
            if (_timers[index].TimerId == timerId)
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>Sets or moves a timer.</summary>
    /// <returns>False when the table is full.</returns>
    internal bool Set(in SlotTimer timer)
    {
        int index = Find(timer.TimerId);
        if (index < 0)
        {
            if (Count == Capacity)
            {
                return false;
            }

            index = Count++;
        }

        _timers[index] = timer;
        FindNextDue();
        return true;
    }

    internal void RemoveAt(int index)
    {
        _timers.AsSpan(index + 1, Count - index - 1).CopyTo(_timers.AsSpan(index));
        Count--;
        FindNextDue();
    }

    /// <summary>Takes out the earliest timer that is due and was set before this input.</summary>
    internal bool TryTakeDue(long timeNs, ulong sequence, out SlotTimer timer)
    {
        timer = default;
        if (NextDueNs > timeNs)
        {
            return false;
        }

        int earliest = -1;
        for (int index = 0; index < Count; index++)
        {
            ref readonly SlotTimer candidate = ref _timers[index];
            // At equal times the one that stands first: the order of the table is part of the state.
            if (candidate.DueTimeNs <= timeNs && candidate.SetAtSequence != sequence
                && (earliest < 0 || candidate.DueTimeNs < _timers[earliest].DueTimeNs))
            {
                earliest = index;
            }
        }

        if (earliest < 0)
        {
            return false;
        }

        timer = _timers[earliest];
        RemoveAt(earliest);
        return true;
    }

    internal void Clear()
    {
        Count = 0;
        NextDueNs = long.MaxValue;
        _board.IsStale = true;
    }

    private void FindNextDue()
    {
        long next = long.MaxValue;
        for (int index = 0; index < Count; index++)
        {
            next = Math.Min(next, _timers[index].DueTimeNs);
        }

        NextDueNs = next;
        _board.IsStale = true;
    }
}
