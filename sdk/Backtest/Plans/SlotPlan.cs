using System.Text.Json;

namespace Strategies.Backtest.Plans;

/// <summary>A slot and the version that it starts with.</summary>
public sealed record SlotPlan
{
    /// <summary>Its name, up to 32 characters.</summary>
    public required string Name { get; init; }

    /// <summary>The account it trades for.</summary>
    public string Account { get; init; } = "house";

    /// <summary>The strategy's assembly, or the folder of its package, relative to the plan.</summary>
    public required string Strategy { get; init; }

    /// <summary>Parameter values by name; what is not named has the strategy's default.</summary>
    public IReadOnlyDictionary<string, JsonElement> Parameters { get; init; } = new Dictionary<string, JsonElement>();
}
