namespace Strategies.Supervisor;

/// <summary>How far a handover of the core is.</summary>
internal enum HandoverPhase
{
    /// <summary>None is under way.</summary>
    None = 0,

    /// <summary>The next core sets itself up and follows the journal; the old one trades.</summary>
    CatchingUp,

    /// <summary>The old core has ended for the next one, which is to take its place.</summary>
    TakingOver,

    /// <summary>The next core is the core and comes to work.</summary>
    Finishing,

    /// <summary>It was given up: the end of the next core is awaited.</summary>
    Abandoned,
}
