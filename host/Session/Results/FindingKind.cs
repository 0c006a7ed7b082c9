namespace Strategies.Session.Results;

/// <summary>What did not go as the plan has it.</summary>
public enum FindingKind
{
    /// <summary>A slot was put into quarantine; it may have been rolled back since.</summary>
    Quarantine,

    /// <summary>A strategy was never subscribed to an instrument, so that no market callback came.</summary>
    NeverSubscribed,

    /// <summary>An action of the plan never came due, or was refused.</summary>
    ActionNotRun,
}
