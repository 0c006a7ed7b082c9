using System.Text.Json;
using Strategies.Bench.Feed;
using Strategies.Plans;
using Strategies.Records;
using Strategies.Risk;
using Strategies.Sdk;
using Strategies.Session;

namespace Strategies.Bench.Setup;

/// <summary>What a benchmark's day is made of: universe, slots, limits, sizes of the tables.</summary>
internal sealed class BenchPlan
{
    /// <summary>Quantity of one quote, in shares.</summary>
    internal const int QuoteSize = 100;

    /// <summary>The quoter's own cap, below the limits' so that it is reached first, in shares.</summary>
    internal const int PositionMax = 1_000;

    private BenchPlan(Instrument[] universe, LimitEntry[] limits)
    {
        Universe = universe;
        Limits = limits;
    }

    /// <summary>The cell.</summary>
    internal static ushort Cell => 1;

    /// <summary>The trading day.</summary>
    internal static int TradingDay => 1;

    /// <summary>Sizes of the engine's tables: room for the copies, and no more than they could come to.</summary>
    internal static EngineOptions Engine => new()
    {
        MarketOrdersMax = 1 << 14,
        LevelsMax = 1 << 13,
        LevelsPerSideMax = 64,
        OrdersMax = 1 << 14,
        FillsMax = 1 << 14,
        SlotsMax = BenchOptions.Slots,
        StateBytesMax = 1 << 16,
        ActionsPerCallbackMax = 256,
    };

    /// <summary>The copies, by identifier.</summary>
    internal Instrument[] Universe { get; }

    /// <summary>The limits.</summary>
    internal LimitEntry[] Limits { get; }

    /// <summary>Name of a slot.</summary>
    internal static string SlotName(int slot) => $"basket{slot}";

    /// <summary>Name of a slot's account.</summary>
    internal static string AccountName(int slot) => $"account{slot}";

    /// <summary>Puts a plan together.</summary>
    internal static BenchPlan Make()
    {
        Instrument[] universe = [.. Enumerable.Range(1, BenchOptions.Instruments).Select(id => new Instrument
        {
            Id = new InstrumentId(id),
            Symbol = $"COPY{id:000}",
        })];
        return new BenchPlan(universe, BenchLimits.Make(BenchOptions.Slots, BenchOptions.Instruments));
    }

    /// <summary>What a slot's strategy is told at the start, by parameter name.</summary>
    internal static IReadOnlyDictionary<string, long> ParametersOf(int slot, int moveTicks) => new Dictionary<string, long>
    {
        ["firstInstrument"] = 1 + (slot - 1) * BenchOptions.InstrumentsPerSlot,
        ["instruments"] = BenchOptions.InstrumentsPerSlot,
        ["moveTicks"] = moveTicks,
        ["quoteSize"] = QuoteSize,
        ["positionMax"] = PositionMax,
    };

    /// <summary>The day in the form in which sessions are stored, so that <c>strat replay</c> finds the tables' sizes.</summary>
    internal static SessionPlan ToSessionPlan(BenchOptions options) => new()
    {
        Version = 1,
        Name = "bench",
        Cell = Cell,
        TradingDay = TradingDay,
        Feed = new FeedPlan { File = Path.GetFullPath(options.Feed) },
        Limits = "bench.limits.json",
        Slots = [.. Enumerable.Range(1, BenchOptions.Slots).Select(slot => new SlotPlan
        {
            Name = SlotName(slot),
            Account = AccountName(slot),
            Strategy = Path.GetFullPath(options.Strategy),
            Parameters = ParametersOf(slot, options.MoveTicks).ToDictionary(
                parameter => parameter.Key, parameter => JsonSerializer.SerializeToElement(parameter.Value)),
        })],
        Engine = Engine,
    };

    /// <summary>What the day of a tape begins with.</summary>
    internal DayBeginning BeginningOf(PacketTape tape, Hash256 configuration, BenchVersions versions) => new()
    {
        Day = new StartOfDayPayload
        {
            TradingDay = TradingDay,
            TradeDate = tape.TradeDate.Year * 10_000 + tape.TradeDate.Month * 100 + tape.TradeDate.Day,
            MidnightUtcNs = tape.MidnightUtcNs,
            ConfigurationHash = configuration,
        },
        Venues = [new VenueDefinitionPayload { Venue = SourceIds.FirstVenue, Name = Text32.From("bench"u8) }],
        Feeds = [new FeedDefinitionPayload { Feed = SourceIds.FirstFeed, Venue = SourceIds.FirstVenue }],
        Universe = Universe,
        Slots = [.. Enumerable.Range(1, BenchOptions.Slots).Select(slot => new SlotDefinitionPayload
        {
            Slot = slot,
            Account = slot,
            Name = Text32.From(SlotName(slot)),
            AccountName = Text32.From(AccountName(slot)),
        })],
        Limits = Limits,
        LimitsVersion = 1,
        Starts = versions.Starts,
        Who = Text32.From("bench"u8),
    };
}
