using Strategies.Backtest.Plans;
using Strategies.Engine;
using Strategies.Engine.MarketData;
using Strategies.Engine.Records;
using Strategies.Feeds;
using Strategies.Risk;
using Strategies.Risk.Files;
using Strategies.Sdk;
using Strategies.Venues;

namespace Strategies.Backtest;

/// <summary>
/// A plan with everything looked up: universe, limits, accounts, dates. From it engines, venues and start-of-day
/// records are made.
/// </summary>
internal sealed class SessionSetup
{
    private readonly Dictionary<string, int> _slots = [];
    private readonly Dictionary<string, int> _accounts = [];

    private SessionSetup(SessionPlan plan, PacketSource source, Instrument[] universe)
    {
        Plan = plan;
        Universe = universe;
        TradeDate = source.TradeDate;
        MidnightUtcNs = source.MidnightUtcNs;
        foreach (SlotPlan slot in plan.Slots)
        {
            _slots[slot.Name] = _slots.Count + 1;
            if (!_accounts.ContainsKey(slot.Account))
            {
                _accounts[slot.Account] = _accounts.Count + 1;
            }
        }

        LimitNames = new LimitNames(universe, _slots, _accounts);
        Limits = LimitsFile.Load(plan.Limits, LimitNames);
        CheckLimits();
    }

    internal SessionPlan Plan { get; }

    internal Instrument[] Universe { get; }

    internal DateOnly TradeDate { get; }

    internal long MidnightUtcNs { get; }

    internal LimitsFile Limits { get; }

    /// <summary>What limits may name.</summary>
    internal LimitNames LimitNames { get; }

    internal SessionLatencies Latencies =>
        new(Plan.Feed.LatencyMicroseconds * 1000, Plan.Venue.AckLatencyMicroseconds * 1000);

    /// <summary>Looks a plan's data, instruments and limits up.</summary>
    /// <param name="plan">The plan, with absolute paths.</param>
    /// <exception cref="FeedException">The data cannot be read.</exception>
    /// <exception cref="LimitsFileException">The limits cannot be used.</exception>
    internal static SessionSetup Load(SessionPlan plan)
    {
        FeedOptions options = FeedOptionsOf(plan);
        IReadOnlyList<string> symbols = UniverseScanner.Scan(plan.Feed.File, options);
        if (symbols.Count == 0)
        {
            throw FeedException.ForFile(
                plan.Feed.File, "no message names a symbol", "a session needs at least one instrument");
        }

        Instrument[] universe = new Instrument[symbols.Count];
        for (int index = 0; index < universe.Length; index++)
        {
            universe[index] = new Instrument { Id = new InstrumentId(index + 1), Symbol = symbols[index] };
        }

        using PacketSource source = FeedOpener.Open(plan.Feed.File, options);
        return new SessionSetup(plan, source, universe);
    }

    internal PacketSource OpenFeed() => FeedOpener.Open(Plan.Feed.File, FeedOptionsOf(Plan));

    internal int SlotNumber(string name) => _slots[name];

    internal int AccountNumber(string name) => _accounts[name];

    internal SimulatedVenue MakeVenue() => new(
        new SimulatedVenueConfig
        {
            InstrumentCount = Universe.Length,
            OrderLatencyNs = Plan.Venue.OrderLatencyMicroseconds * 1000,
            AckLatencyNs = Plan.Venue.AckLatencyMicroseconds * 1000,
            MakerFeePerShare = Price.FromDecimal(Plan.Venue.MakerFee),
            TakerFeePerShare = Price.FromDecimal(Plan.Venue.TakerFee),
            HistoricalOrderCapacity = Plan.Engine.MarketOrdersMax,
            PriceLevelCapacity = Plan.Engine.LevelsMax,
            WorkingOrderCapacity = Plan.Engine.OrdersMax,
        },
        new MarketDataDecoder(Universe, MidnightUtcNs));

    /// <summary>Finds out what a kill or release of the plan is about.</summary>
    /// <exception cref="PlanException">The scope is not known.</exception>
    internal (RiskScope Scope, int Id) ScopeOf(string text)
    {
        string[] parts = text.Split(':', 2);
        string name = parts.Length == 2 ? parts[1] : "";
        return parts[0] switch
        {
            "firm" when parts.Length == 1 => (RiskScope.Firm, 0),
            "account" when _accounts.TryGetValue(name, out int account) => (RiskScope.Account, account),
            "strategy" when _slots.TryGetValue(name, out int slot) => (RiskScope.Strategy, slot),
            "instrument" when Array.Find(Universe, candidate => candidate.Symbol == name) is { } instrument =>
                (RiskScope.Order, instrument.Id.Value),
            _ => throw new PlanException(
                Plan.Name,
                $"scope '{text}' is not known",
                "scope is firm, account:NAME, strategy:SLOT or instrument:SYMBOL, with a name of this session"),
        };
    }

    private static FeedOptions FeedOptionsOf(SessionPlan plan)
    {
        if (plan.Feed.TradeDate is not { } text)
        {
            return new FeedOptions();
        }

        return DateOnly.TryParseExact(text, "yyyy-MM-dd", out DateOnly date)
            ? new FeedOptions { TradeDate = date }
            : throw new PlanException(plan.Name, $"feed.tradeDate '{text}' is not a date", "write it as yyyy-MM-dd");
    }

    /// <summary>
    /// The engine would refuse a bad table with a record; a person gets told here, with file and line.
    /// </summary>
    private void CheckLimits()
    {
        LimitTable table = new RiskGate(Universe, Plan.Engine.SlotsMax, Math.Max(1, _accounts.Count)).Limits;
        if (!table.TryReplace(Limits.Entries, out LimitTableError error))
        {
            throw Limits.Explain(error);
        }

        LimitChange.CheckAll(this, table);
    }
}
