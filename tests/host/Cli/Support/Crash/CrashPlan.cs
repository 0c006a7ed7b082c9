namespace Strategies.Cli.Tests.Support.Crash;

/// <summary>What is played, and killed again and again.</summary>
internal sealed record CrashPlan
{
    /// <summary>The program.</summary>
    internal required string Strat { get; init; }

    /// <summary>The session plan's file.</summary>
    internal required string PlanFile { get; init; }

    /// <summary>A folder for the journals.</summary>
    internal required string WorkFolder { get; init; }

    /// <summary>How long the day is to take, as <c>--pace</c> takes it.</summary>
    internal string Pace { get; init; } = "max";

    /// <summary>Inputs from one snapshot to the next.</summary>
    internal ulong SnapshotEvery { get; init; } = 10_000;

    /// <summary>Seed of the moments.</summary>
    internal int Seed { get; init; }
}
