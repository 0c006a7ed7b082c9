namespace Strategies.Engine.Slots;

/// <summary>
/// When the earliest timer of any running slot is due, so that a record without a due timer costs one comparison and not
/// a walk over the slots.
/// </summary>
internal sealed class TimerBoard
{
    /// <summary>A timer or the state of a slot has changed since the time was worked out.</summary>
    internal bool IsStale { get; set; } = true;

    /// <summary>Right unless <see cref="IsStale"/>; the largest number when no timer is set.</summary>
    internal long NextDueNs { get; private set; } = long.MaxValue;

    /// <summary>Works the time out.</summary>
    internal void Refresh(StrategySlot?[] slots, int slotCount)
    {
        long next = long.MaxValue;
        for (int number = 1; number <= slotCount; number++)
        {
            StrategySlot slot = slots[number]!;
            if (slot.IsRunning)
            {
                next = Math.Min(next, slot.Timers.NextDueNs);
            }
        }

        NextDueNs = next;
        IsStale = false;
    }
}
