namespace Strategies.Cell.Processes;

/// <summary>How the core before this one ended, and whether the strategy that was running then is to blame.</summary>
/// <param name="ActiveSlot">The slot whose strategy ran; 0 for none.</param>
/// <param name="How">What the supervisor saw; empty when nobody did.</param>
public readonly record struct CoreExit(int ActiveSlot, string How)
{
    /// <summary>By this the supervisor tells the next core how the one before ended.</summary>
    public const string Variable = "STRATEGIES_CORE_ENDED";

    /// <summary>What the supervisor says of a core that somebody else killed: no strategy can do that to itself.</summary>
    public const string KilledFromOutside = "signal 9";

    private const int SlotsMax = 64;

    /// <summary>The slot to take out before it runs again; 0 for none.</summary>
    public int PoisonedSlot => ActiveSlot is >= 1 and <= SlotsMax && How != KilledFromOutside ? ActiveSlot : 0;

    /// <summary>The reason for the record.</summary>
    public string Reason => How.Length == 0
        ? "the process ended while the slot's strategy ran"
        : $"the process ended while the slot's strategy ran: {How}";

    /// <summary>What the core before left.</summary>
    /// <param name="previous">Its counters, by place.</param>
    public static CoreExit Of(long[] previous) => new(
        (int)previous[(int)CoreCounter.ActiveSlot], Environment.GetEnvironmentVariable(Variable) ?? "");
}
