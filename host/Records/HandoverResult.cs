namespace Strategies.Records;

/// <summary>How the handover of a slot's state went.</summary>
public enum HandoverResult
{
    /// <summary>The new version has the state and can be committed.</summary>
    Ready = 1,

    /// <summary>
    /// No state is taken over: a first deployment, one that is asked to begin fresh, or a swap into a quarantined slot whose version
    /// cannot save.
    /// </summary>
    ReadyWithoutState = 2,

    /// <summary>
    /// A rollback: the version left cannot write the older schema or is faulty, the resident one goes on with its own
    /// state.
    /// </summary>
    ReadyWithOwnState = 3,

    /// <summary>The running version's Save threw.</summary>
    SaveFailed = 4,

    /// <summary>The new version's Restore threw or left bytes unread.</summary>
    RestoreFailed = 5,

    /// <summary>The slot, the package or the version to go back to is not there.</summary>
    NotAvailable = 6,
}
