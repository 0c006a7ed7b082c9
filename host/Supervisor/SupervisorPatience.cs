namespace Strategies.Supervisor;

/// <summary>How long a supervisor waits for others, ms.</summary>
public sealed record SupervisorPatience
{
    /// <summary>From the start of a next core until the core has ended for it.</summary>
    public int ReadyMs { get; init; } = 60_000;

    /// <summary>From there until the next core has the core's regions.</summary>
    public int TakeoverMs { get; init; } = 10_000;

    /// <summary>From there until it is at work.</summary>
    public int FinishMs { get; init; } = 5_000;

    /// <summary>From SIGTERM to SIGKILL.</summary>
    public int StopMs { get; init; } = 10_000;
}
