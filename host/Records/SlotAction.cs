namespace Strategies.Records;

/// <summary>What an operator does to a slot.</summary>
public enum SlotAction
{
    /// <summary>Run a stopped slot on.</summary>
    Start = 1,

    /// <summary>Stop it and cancel its working orders.</summary>
    Stop = 2,

    /// <summary>
    /// Quarantine it by hand, as after a fault: its working orders are canceled, and no code of its version is called.
    /// </summary>
    Quarantine = 3,
}
