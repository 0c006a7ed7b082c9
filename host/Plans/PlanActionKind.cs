namespace Strategies.Plans;

/// <summary>What an operator can do during a session.</summary>
public enum PlanActionKind
{
    /// <summary>Puts the next version into a running slot.</summary>
    Swap,

    /// <summary>Goes back to the version before.</summary>
    Rollback,

    /// <summary>Sets a kill switch.</summary>
    Kill,

    /// <summary>Releases a kill switch.</summary>
    Release,

    /// <summary>Sets a parameter.</summary>
    Parameter,

    /// <summary>Stops a slot.</summary>
    Stop,

    /// <summary>Runs a stopped slot on.</summary>
    Start,

    /// <summary>Takes a slot's version out as a fault does, without asking it for anything.</summary>
    Quarantine,

    /// <summary>Changes one limit.</summary>
    Limit,

    /// <summary>
    /// Says that a venue's session is down: new orders for its instruments are refused, those of other venues go on. What
    /// the simulated venue still has to say comes all the same.
    /// </summary>
    SessionDown,

    /// <summary>Says that a venue's session is up again.</summary>
    SessionUp,
}
