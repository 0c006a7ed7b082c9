namespace Strategies.Bench;

/// <summary>What a benchmark is to run.</summary>
public sealed record BenchOptions
{
    /// <summary>Instruments: copies of the day.</summary>
    public const int Instruments = 100;

    /// <summary>Strategies, each in a slot of its own.</summary>
    public const int Slots = 5;

    /// <summary>Instruments of one strategy.</summary>
    public const int InstrumentsPerSlot = Instruments / Slots;

    /// <summary>Most events of a run, the warm-up included.</summary>
    public const long EventsMax = 100_000_000;

    /// <summary>The LOBSTER zip whose day is copied.</summary>
    public required string Feed { get; init; }

    /// <summary>The package of the basket quoter, or its assembly.</summary>
    public required string Strategy { get; init; }

    /// <summary>
    /// Folder for the journal; it must be empty or not there, and what was made in it is removed afterwards.
    /// </summary>
    public required string JournalDir { get; init; }

    /// <summary>
    /// Folder to which an archiver on the other CPUs brings the journal, as in a cell; it must be empty or not there. None
    /// for a journal that stays where the hot thread writes it.
    /// </summary>
    public string? ArchiveDir { get; init; }

    /// <summary>Leaves the journal of the measured day for a replay.</summary>
    public bool IsJournalKept { get; init; }

    /// <summary>Events to measure, 1 to <see cref="EventsMax"/>; fewer when the copies of the day hold fewer.</summary>
    public long Events { get; init; } = 10_000_000;

    /// <summary>For how long to measure at most, s of the wall clock, 0 to 86,400; 0 until the events are over.</summary>
    public int Seconds { get; init; }

    /// <summary>Events before the measured ones, 0 to <see cref="EventsMax"/>.</summary>
    public long WarmUp { get; init; } = 500_000;

    /// <summary>Seed of the copies' shifts and of the venue's fills.</summary>
    public ulong Seed { get; init; } = 20120621;

    /// <summary>
    /// Events per second of the open loop: event n is due n/Rate seconds after the start, and waiting counts. 0 is the
    /// closed loop, which takes the next event when it is done with the one before.
    /// </summary>
    public long Rate { get; init; }

    /// <summary>
    /// Move of the touch that a quote follows, in ticks, 1 to 1000: the larger, the fewer orders. Five make one order or
    /// replace in about 23 events of the AMZN day.
    /// </summary>
    public int MoveTicks { get; init; } = 5;

    /// <summary>The CPU for the hot thread; none for the machine's last.</summary>
    public int? Cpu { get; init; }

    /// <summary>The CPU for the hot thread.</summary>
    internal int HotCpu => Cpu ?? Environment.ProcessorCount - 1;

    /// <summary>Calls of each of the separate phases (gate, journal).</summary>
    public int PhaseCalls { get; init; } = 1 << 20;

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="BenchException">A value is out of its range.</exception>
    internal void Validate()
    {
        Require(Events is >= 1 and <= EventsMax, $"--events {Events} is not in 1 to {EventsMax}");
        Require(WarmUp is >= 0 and <= EventsMax, $"--warmup {WarmUp} is not in 0 to {EventsMax}");
        Require(Rate is >= 0 and <= 1_000_000_000, $"--rate {Rate} is not in 0 to 1000000000 events a second");
        Require(Seconds is >= 0 and <= 86_400, $"--seconds {Seconds} is not in 0 to 86400");
        Require(MoveTicks is >= 1 and <= 1_000, $"--move-ticks {MoveTicks} is not in 1 to 1000");
        Require(Cpu is null or >= 0, $"--cpu {Cpu} is negative");
    }

    private static void Require(bool condition, string problem)
    {
        if (!condition)
        {
            throw new BenchException(problem, "strat bench --help shows the ranges");
        }
    }
}
