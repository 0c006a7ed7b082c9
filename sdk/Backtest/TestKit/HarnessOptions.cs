using Strategies.Records;
using Strategies.Risk;
using Strategies.Sdk;

namespace Strategies.Backtest.TestKit;

/// <summary>What a <see cref="StrategyHarness"/> puts around a strategy.</summary>
public sealed record HarnessOptions
{
    private static readonly DateTime MidnightOfNewYork = new(2026, 1, 5, 5, 0, 0, DateTimeKind.Utc);

    /// <summary>The instruments, numbered from 1 without gaps.</summary>
    public required IReadOnlyList<Instrument> Instruments { get; init; }

    /// <summary>Midnight of the exchange, ns since 1970-01-01 UTC; a Monday in New York unless told otherwise.</summary>
    public long MidnightUtcNs { get; init; } = (MidnightOfNewYork - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;

    /// <summary>Time of the day at which the strategy starts, half past nine unless told otherwise.</summary>
    public TimeSpan StartsAt { get; init; } = new(9, 30, 0);

    /// <summary>
    /// True when the venue accepts orders, replaces and cancels at once, which is what most tests want; false when the test
    /// answers each by <see cref="HarnessVenue"/>.
    /// </summary>
    public bool AnswersAtOnce { get; init; } = true;

    /// <summary>
    /// Limits of the firm, in the control's own unit; those that are not named are so wide that they refuse nothing.
    /// </summary>
    public IReadOnlyDictionary<RiskControl, long> Limits { get; init; } = new Dictionary<RiskControl, long>();

    /// <summary>Sizes of the engine's tables; small ones unless told otherwise.</summary>
    public EngineOptions Engine { get; init; } = new()
    {
        MarketOrdersMax = 1 << 14,
        LevelsMax = 1 << 12,
        OrdersMax = 1 << 12,
        FillsMax = 1 << 12,
        SlotsMax = 1,
    };

    /// <summary>Options for US equities.</summary>
    /// <param name="symbols">Their symbols, at most eight letters of ASCII each.</param>
    public static HarnessOptions For(params string[] symbols) => new()
    {
        Instruments = [.. symbols.Select((symbol, index) => new Instrument { Id = new InstrumentId(index + 1), Symbol = symbol })],
    };
}
