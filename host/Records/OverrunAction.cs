namespace Strategies.Records;

/// <summary>What an overrun leads to. The driver decides it once; a replay obeys the record.</summary>
public enum OverrunAction
{
    /// <summary>A person is told; the slot trades on.</summary>
    Alert = 0,

    /// <summary>The slot is quarantined as after an exception, but what the callback sent has left and stays.</summary>
    Quarantine = 1,

    /// <summary>
    /// The slot is quarantined, and the version before, if one is resident, goes on with its own state.
    /// </summary>
    QuarantineAndRollback = 2,
}
