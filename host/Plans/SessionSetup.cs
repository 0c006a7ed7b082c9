using Strategies.Feeds;
using Strategies.Journal;
using Strategies.Journal.Store;
using Strategies.MarketData;
using Strategies.Records;
using Strategies.Risk;
using Strategies.Risk.Files;
using Strategies.Sdk;
using Strategies.Venues;
using Strategies.Venues.Latency;

namespace Strategies.Plans;

/// <summary>
/// A plan with everything looked up: universe, limits, accounts, dates. From it engines, venues and start-of-day
/// records are made.
/// </summary>
public sealed class SessionSetup
{
    private const int InFlightMin = 1 << 12;
    private const int ReportsMin = 1 << 14;

    private readonly Dictionary<string, int> _slots = [];
    private readonly Dictionary<string, int> _accounts = [];
    private readonly IReadOnlyCollection<byte[]> _latencyFiles;

    private SessionSetup(SessionPlan plan, PacketSource source, Instrument[] universe)
    {
        LatencyModels models = new(plan.Name, readsFiles: true);
        VenueLatencies = models.Make(plan.Venue);
        _latencyFiles = models.Contents;
        Plan = plan with { Venue = models.WithHashes(plan.Venue) };
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

    /// <summary>The plan, with the hashes of the measured latencies that it names.</summary>
    public SessionPlan Plan { get; }

    public Instrument[] Universe { get; }

    public DateOnly TradeDate { get; }

    public long MidnightUtcNs { get; }

    public LimitsFile Limits { get; }

    /// <summary>What limits may name.</summary>
    public LimitNames LimitNames { get; }

    public VenueLatencies VenueLatencies { get; }

    /// <summary>From the exchange's time of a packet until the engine receives it, ns.</summary>
    public long FeedLatencyNs => Plan.Feed.LatencyMicroseconds * 1000;

    /// <summary>Looks a plan's data, instruments and limits up.</summary>
    /// <param name="plan">The plan, with absolute paths.</param>
    /// <exception cref="FeedException">The data cannot be read.</exception>
    /// <exception cref="LimitsFileException">The limits cannot be used.</exception>
    public static SessionSetup Load(SessionPlan plan)
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

    /// <summary>How a recorded session's journal is written.</summary>
    /// <param name="environment">The machine and what runs on it.</param>
    public JournalOptions JournalOptionsIn(EnvironmentInfo environment) => new()
    {
        Cell = (ushort)Plan.Cell,
        Epoch = 1,
        Environment = environment,
    };

    public PacketSource OpenFeed() => FeedOpener.Open(Plan.Feed.File, FeedOptionsOf(Plan));

    public int SlotNumber(string name) => _slots[name];

    public int AccountNumber(string name) => _accounts[name];

    public SimulatedVenue MakeVenue() => MakeVenue(Plan.Engine);

    /// <summary>Makes a simulated venue whose tables are as large as an engine's of other sizes.</summary>
    /// <param name="sizes">The sizes.</param>
    /// <param name="lastExecId">The report number behind which the venue's begin.</param>
    public SimulatedVenue MakeVenue(EngineOptions sizes, ulong lastExecId = 0) => new(
        new SimulatedVenueConfig
        {
            InstrumentCount = Universe.Length,
            LastExecId = lastExecId,
            Latencies = VenueLatencies,
            MakerFeePerShare = Price.FromDecimal(Plan.Venue.MakerFee),
            TakerFeePerShare = Price.FromDecimal(Plan.Venue.TakerFee),
            HistoricalOrderCapacity = sizes.MarketOrdersMax,
            PriceLevelCapacity = sizes.LevelsMax,
            WorkingOrderCapacity = sizes.OrdersMax,
            InFlightCapacity = UnderWayMax(InFlightMin),
            ReportCapacity = UnderWayMax(ReportsMin),
        },
        new MarketDataDecoder(Universe, MidnightUtcNs));

    /// <summary>Keeps the measured latencies: a replay does not need them, an auditor does.</summary>
    /// <param name="store">Where; the plan names them by their hashes.</param>
    public void KeepLatencyFiles(ContentStore store)
    {
        foreach (byte[] content in _latencyFiles)
        {
            store.AddFile(content);
        }
    }

    /// <summary>Finds out what a kill or release of the plan is about.</summary>
    /// <exception cref="PlanException">The scope is not known.</exception>
    public (RiskScope Scope, int Id) ScopeOf(string text)
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

    /// <summary>The longer messages take, the more are under way: room for one every 10 µs, within bounds.</summary>
    private int UnderWayMax(int least) => (int)Math.Clamp(VenueLatencies.NsMax / 10_000, least, 1 << 17);

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
