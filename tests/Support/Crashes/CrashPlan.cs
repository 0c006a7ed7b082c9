namespace Strategies.Crashes;

/// <summary>What is played, and killed again and again.</summary>
public sealed record CrashPlan
{
    /// <summary>The program.</summary>
    public required string Strat { get; init; }

    /// <summary>The session plan's file.</summary>
    public required string PlanFile { get; init; }

    /// <summary>A folder for the journals.</summary>
    public required string WorkFolder { get; init; }

    /// <summary>How long the day is to take, as <c>--pace</c> takes it.</summary>
    public string Pace { get; init; } = "max";

    /// <summary>Inputs from one snapshot to the next.</summary>
    public ulong SnapshotEvery { get; init; } = 10_000;

    /// <summary>Seed of the moments.</summary>
    public int Seed { get; init; }
}
