namespace Strategies.Cell.Messages;

/// <summary>What the follower is asked to do with a version.</summary>
public enum RehearsalAction
{
    /// <summary>Runs it on recorded events: it must not throw, allocate, overrun or end the process.</summary>
    Rehearse = 1,

    /// <summary>Runs it beside the live version on live inputs from now on; its orders go nowhere.</summary>
    StartShadow = 2,

    /// <summary>Ends the shadow of a slot.</summary>
    StopShadow = 3,

    /// <summary>Rehearses it as <see cref="Rehearse"/> does, but it starts fresh: it does not take the slot's state.</summary>
    RehearseFresh = 4,

    /// <summary>Says how much the version in the slot would save now: the follower's instance of it is asked.</summary>
    MeasureState = 5,

    /// <summary>
    /// The follower's own word for a rehearsal in a slot that is quarantined by now: it may have run where the rehearsal begins, and
    /// only of a quarantined one does the next version need no state.
    /// </summary>
    RehearseQuarantined = 6,
}
