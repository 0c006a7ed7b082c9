using Strategies.Records;

namespace Strategies.Plans;

/// <summary>
/// Everything that a session is made of, as a person writes it down: data, venue, limits, slots and what happens when.
/// </summary>
public sealed record SessionPlan
{
    /// <summary>Version of this form: 1.</summary>
    public required int Version { get; init; }

    /// <summary>What the session is called in reports.</summary>
    public string Name { get; init; } = "backtest";

    /// <summary>The cell, 0 to 4095.</summary>
    public int Cell { get; init; } = 1;

    /// <summary>Number of the trading day in the cell's life, 1 to 65535.</summary>
    public int TradingDay { get; init; } = 1;

    /// <summary>The market data.</summary>
    public required FeedPlan Feed { get; init; }

    /// <summary>The simulated venue.</summary>
    public VenuePlan Venue { get; init; } = new();

    /// <summary>The file of limits, relative to the plan.</summary>
    public required string Limits { get; init; }

    /// <summary>The strategies.</summary>
    public required IReadOnlyList<SlotPlan> Slots { get; init; }

    /// <summary>What operators do during the session.</summary>
    public IReadOnlyList<ActionPlan> Actions { get; init; } = [];

    /// <summary>Sizes of the engine's tables.</summary>
    public EngineOptions Engine { get; init; } = new();
}
