namespace Strategies.Records;

/// <summary>State of a strategy slot.</summary>
public enum SlotState
{
    /// <summary>No version has been deployed.</summary>
    Empty = 0,

    /// <summary>Gets callbacks and may trade.</summary>
    Running = 1,

    /// <summary>Stopped by an operator.</summary>
    Stopped = 2,

    /// <summary>Taken out after a fault.</summary>
    Quarantined = 3,
}
