namespace Strategies.Cell.Messages;

/// <summary>What was in the way of a rehearsal, where something can be done about it that is not the version's.</summary>
public enum RehearsalFault
{
    /// <summary>Nothing, or the version itself.</summary>
    None = 0,

    /// <summary>The version that is in the slot now gives no state to take over.</summary>
    NoState = 1,

    /// <summary>There was no time left for the version: the newest snapshot lies too far back, or the machine is busy.</summary>
    NotReached = 2,
}
