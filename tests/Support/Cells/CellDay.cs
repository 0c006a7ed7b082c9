using Strategies.Cell.Config;
using Strategies.Plans;

namespace Strategies.Cells;

/// <summary>An artificial day and how a cell plays it.</summary>
public sealed record CellDay
{
    /// <summary>
    /// A day that a test ends when it has done what it is for, at the pace of the usual one: longer than that takes on a
    /// machine that gives it a tenth of what it needs.
    /// </summary>
    public static CellDay Long => new()
    {
        Rows = 400_000,
        SessionSeconds = 3_000,
        WallSeconds = 300,
        Ends = DayEnd.ByCommand,
        WatchdogMs = PatientWatchdogMs,
    };

    /// <summary>A day of little data for tests of what is around the trading; its test ends it.</summary>
    public static CellDay Brief => new()
    {
        Rows = 4_000,
        SessionSeconds = 60,
        WallSeconds = 6,
        Ends = DayEnd.ByCommand,
        WatchdogMs = PatientWatchdogMs,
    };

    /// <summary>Rows of the market data.</summary>
    public int Rows { get; init; } = 40_000;

    /// <summary>Seconds of the session, which has six and a half hours by itself.</summary>
    public int SessionSeconds { get; init; } = 300;

    /// <summary>Seconds of the wall clock that the feed takes when nothing holds it up.</summary>
    public int WallSeconds { get; init; } = 30;

    /// <summary>Seed of the market data.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Levels of the book in the market data: fewer are made faster.</summary>
    public int Levels { get; init; } = 5;

    /// <summary>For how many minutes the core remembers every stop of its loop; 0 for none.</summary>
    public int GapMinutes { get; init; }

    /// <summary>
    /// For how long the core may be silent before its watchdog kills it, ms. The product's; a test that is not about it
    /// takes more, since a core that a busy machine does not let run is silent too.
    /// </summary>
    public int WatchdogMs { get; init; } = new CoreSettings().WatchdogMs;

    /// <summary>More than a machine takes away from a core, ms.</summary>
    public const int PatientWatchdogMs = 30_000;

    /// <summary>How many venues it has, each with one feed and one instrument; the slots are on the first.</summary>
    public int Venues { get; init; } = 1;

    /// <summary>Slots besides those that every day has.</summary>
    public IReadOnlyList<SlotPlan> MoreSlots { get; init; } = [];

    /// <summary>When the day ends.</summary>
    public DayEnd Ends { get; init; } = DayEnd.AtFeedEnd;

    /// <summary>Inputs from one snapshot to the next.</summary>
    public ulong SnapshotEveryInputs { get; init; } = 6_000;

    /// <summary>Size of a journal segment, MiB.</summary>
    public int SegmentMiB { get; init; } = 4;

    /// <summary>The slot that is swapped again and again.</summary>
    public const string SwappedSlot = "sleeper";

    /// <summary>Session seconds in one of the wall clock.</summary>
    public int Speed => Math.Max(1, SessionSeconds / WallSeconds);
}
