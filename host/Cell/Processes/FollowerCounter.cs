namespace Strategies.Cell.Processes;

/// <summary>The follower's counters, by their place.</summary>
public enum FollowerCounter
{
    /// <summary>Number of the last input that was run.</summary>
    LastSequence = 0,

    /// <summary>Snapshots taken by this process.</summary>
    Snapshots,

    /// <summary>Input of the last snapshot.</summary>
    SnapshotSequence,

    /// <summary>Versions rehearsed.</summary>
    Rehearsals,

    /// <summary>Versions that did not get through.</summary>
    Refused,

    /// <summary>Shadow slots that run.</summary>
    Shadows,

    /// <summary>Orders that shadows would have sent.</summary>
    ShadowOrders,

    /// <summary>Slot whose strategy runs right now; 0 for none.</summary>
    ActiveSlot,

    /// <summary>Input whose outputs came out otherwise here than in the journal; 0 as long as there is none.</summary>
    DifferentInput,

    /// <summary>Input behind which the state is being saved right now; 0 for none.</summary>
    SavingSequence,

    /// <summary>Slot because of which no snapshot is taken, since its version's Save throws or does not come back; 0 for none.</summary>
    UnsavedSlot,
}
