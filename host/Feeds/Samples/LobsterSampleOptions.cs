namespace Strategies.Feeds.Samples;

/// <summary>What a sample day is to be.</summary>
public sealed record LobsterSampleOptions
{
    /// <summary>Its symbol, 1 to 8 characters without underscore.</summary>
    public string Symbol { get; init; } = "DEMO";

    /// <summary>Its date.</summary>
    public DateOnly Date { get; init; } = new(2024, 1, 2);

    /// <summary>Seed of the random numbers: the same options give the same file.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Rows, 1 to 1,000,000.</summary>
    public int Rows { get; init; } = 40_000;

    /// <summary>Levels a side, 1 to 10.</summary>
    public int Levels { get; init; } = 5;
}
