namespace Strategies.Records;

/// <summary>
/// The numbers of what the engine does. Two builds that contain the same number make the same outputs of the same inputs by
/// it; whatever changes an output has a new number, and the build that brings it contains the one before as well. A journal
/// says by a record (<see cref="RecordType.BehaviourSet"/>) which one holds from there on.
/// </summary>
public static class EngineBehaviour
{
    /// <summary>What made every journal in which no record says otherwise.</summary>
    public const int First = 1;

    /// <summary>
    /// Each slot has bounds of its own (<see cref="SlotBounds"/>): shares of the orders' table and of the outputs of one input, and so
    /// many orders, timers, subscriptions, lines and numbers a second. What goes beyond them costs the slot. A quarantine by hand
    /// takes slots that stand too and counts as a fault.
    /// </summary>
    public const int SlotBounds = 2;

    /// <summary>The oldest that this build contains.</summary>
    public const int Oldest = First;

    /// <summary>The newest that this build contains: a day begins with it unless its plan says otherwise.</summary>
    public const int Newest = SlotBounds;

    /// <summary>True when this build contains it.</summary>
    /// <param name="behaviour">The number.</param>
    public static bool IsContained(int behaviour) => behaviour is >= Oldest and <= Newest;

    /// <summary>Why a number is refused, in words that name it and those that this build contains.</summary>
    /// <param name="behaviour">A number that this build does not contain.</param>
    public static string WhyNot(int behaviour) =>
        $"the engine's behaviour {behaviour} is asked for, and this build contains {Oldest} to {Newest}";
}
