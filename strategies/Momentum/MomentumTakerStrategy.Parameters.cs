using Strategies.Sdk;

namespace Strategies.Momentum;

/// <content>Parameters.</content>
public sealed partial class MomentumTakerStrategy
{
    /// <summary>The instrument's number; 0 is the first of the universe. Read at start only.</summary>
    [Parameter("instrument", Min = 0, Max = int.MaxValue, Description = "Number of the instrument; 0 is the first.")]
    public long InstrumentNumber { get; set; }

    /// <summary>Time constant of the trade flow.</summary>
    [Parameter("flowMemory", Unit = "s", Min = 0.001, Max = 3600, Description = "Time constant of the trade flow.")]
    public double FlowMemorySeconds { get; set; } = 5;

    /// <summary>Time constant of the mean of the mid.</summary>
    [Parameter("midMemory", Unit = "s", Min = 0.001, Max = 3600, Description = "Time constant of the mean of the mid.")]
    public double MidMemorySeconds { get; set; } = 20;

    /// <summary>Signed volume of takers from which on it counts.</summary>
    [Parameter("flowMin", Unit = "shares", Min = 0, Max = 1e9, Description = "Signed volume that makes a signal.")]
    public double FlowMin { get; set; } = 200;

    /// <summary>Distance of the mid from its mean from which on it counts.</summary>
    [Parameter("momentumMin", Unit = "ticks", Min = 0, Max = 10_000, Description = "Distance that makes a signal.")]
    public double MomentumTicksMin { get; set; } = 3;

    /// <summary>Widest spread at which to enter.</summary>
    [Parameter("spreadMax", Unit = "ticks", Min = 1, Max = 10_000, Description = "Widest spread at which to enter.")]
    public long SpreadTicksMax { get; set; } = 15;

    /// <summary>Quantity of an entry.</summary>
    [Parameter("entrySize", Unit = "shares", Min = 1, Max = 1_000_000, Description = "Quantity of an entry.")]
    public Quantity EntrySize { get; set; } = 240;

    /// <summary>How far through the far touch an entry may pay.</summary>
    [Parameter("entryCap", Unit = "ticks", Min = 0, Max = 1000,
        Description = "How far through the touch an entry may pay.")]
    public long EntryCapTicks { get; set; } = 3;

    /// <summary>How far through the far touch a stop may pay.</summary>
    [Parameter("exitCap", Unit = "ticks", Min = 0, Max = 1000,
        Description = "How far through the touch a stop may pay.")]
    public long ExitCapTicks { get; set; } = 10;

    /// <summary>Child orders of the closing ladder.</summary>
    [Parameter("rungs", Unit = "orders", Min = 1, Max = RungsMax, Description = "Child orders of the closing ladder.")]
    public int Rungs { get; set; } = 24;

    /// <summary>Distance of the first child order from the mid at entry.</summary>
    [Parameter("firstRung", Unit = "ticks", Min = 0, Max = 10_000,
        Description = "First child order from the entry mid.")]
    public long FirstRungTicks { get; set; } = 8;

    /// <summary>Distance between two child orders.</summary>
    [Parameter("rungStep", Unit = "ticks", Min = 0, Max = 1000, Description = "Distance between two child orders.")]
    public long RungStepTicks { get; set; } = 1;

    /// <summary>Longest time to hold before the rest is closed through the touch.</summary>
    [Parameter("holdMax", Unit = "s", Min = 0.001, Max = 86_400, Description = "Longest time to hold.")]
    public double HoldSecondsMax { get; set; } = 60;

    /// <summary>Move of the mid against the holding at which it is closed through the touch.</summary>
    [Parameter("lossStop", Unit = "ticks", Min = 1, Max = 10_000,
        Description = "Adverse move that closes the holding.")]
    public long LossStopTicks { get; set; } = 12;

    /// <summary>Time without a new entry after a holding was closed.</summary>
    [Parameter("cooldown", Unit = "s", Min = 0, Max = 86_400, Description = "Time without entries after a close.")]
    public double CooldownSeconds { get; set; } = 5;

    /// <summary>Time between two looks at a holding when nothing is heard of its orders.</summary>
    [Parameter("manageInterval", Unit = "ms", Min = 1, Max = 60_000, Description = "Time between looks at a holding.")]
    public long ManageIntervalMs { get; set; } = 100;

    /// <summary>Most messages in any second; below the gate's throttle.</summary>
    [Parameter("messagesPerSecond", Unit = "1/s", Min = 2, Max = 100_000, Description = "Most messages in any second.")]
    public long MessagesPerSecondMax { get; set; } = 120;
}
