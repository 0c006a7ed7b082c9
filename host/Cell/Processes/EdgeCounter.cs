namespace Strategies.Cell.Processes;

/// <summary>The edge's counters, by their place.</summary>
public enum EdgeCounter
{
    /// <summary>Number of the last input that its projection has seen.</summary>
    LastSequence = 0,

    /// <summary>Requests answered.</summary>
    Requests,

    /// <summary>Requests refused: no token, an expired one, or a role that may not.</summary>
    Denied,

    /// <summary>Commands put into a ring.</summary>
    Commands,
}
