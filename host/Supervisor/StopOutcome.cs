namespace Strategies.Supervisor;

/// <summary>How a process took the wish that it end.</summary>
public enum StopOutcome
{
    /// <summary>It had ended before.</summary>
    WasGone = 0,

    /// <summary>It ended when it was asked to.</summary>
    InOrder = 1,

    /// <summary>It did not end in time and was killed.</summary>
    Killed = 2,
}
