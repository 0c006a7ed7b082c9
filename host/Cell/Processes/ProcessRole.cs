namespace Strategies.Cell.Processes;

/// <summary>The processes of a cell.</summary>
public enum ProcessRole
{
    /// <summary>Starts, watches and restarts the others.</summary>
    Supervisor = 0,

    /// <summary>The pinned loop around the engine.</summary>
    Core = 1,

    /// <summary>A fresh core that catches up, to take over from the one that runs.</summary>
    NextCore = 2,

    /// <summary>The simulated exchange and the owner of the order session.</summary>
    Venue = 3,

    /// <summary>Copies the journal to disk.</summary>
    Archiver = 4,

    /// <summary>The second engine.</summary>
    Follower = 5,

    /// <summary>Control API and metrics.</summary>
    Edge = 6,
}
