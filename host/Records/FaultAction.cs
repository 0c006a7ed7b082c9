namespace Strategies.Records;

/// <summary>What becomes of a slot whose version threw.</summary>
public enum FaultAction
{
    /// <summary>It is quarantined: its working orders are canceled and it is not called again.</summary>
    Quarantine = 0,

    /// <summary>It is quarantined, and the version before, if one is resident, goes on with its own state.</summary>
    Rollback = 1,
}
