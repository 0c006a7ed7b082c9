using Strategies.Feeds;
using Strategies.Journal;
using Strategies.Journal.Store;
using Strategies.MarketData;
using Strategies.Records;
using Strategies.Risk;
using Strategies.Risk.Files;
using Strategies.Sdk;
using Strategies.Venues;

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

    private SessionSetup(SessionPlan plan, UniverseReader reader)
    {
        LatencyModels models = new(plan.Name);
        Venues = [.. plan.Venues.Select((venue, index) => new VenueSetup(
            new VenueId((ushort)(index + 1)), venue, models.Make(venue, VenueRules.VenueKey(plan, index))))];
        _latencyFiles = models.Contents;
        Plan = plan with { Venues = [.. plan.Venues.Select(models.WithHashes)] };
        Feeds = reader.Feeds;
        Universe = [.. reader.Instruments];
        TradeDate = reader.TradeDate;
        MidnightUtcNs = reader.MidnightUtcNs;
        foreach (SlotPlan slot in plan.Slots)
        {
            _slots[slot.Name] = _slots.Count + 1;
            if (!_accounts.ContainsKey(slot.Account))
            {
                _accounts[slot.Account] = _accounts.Count + 1;
            }
        }

        Dictionary<int, string> venueNames = Venues.ToDictionary(venue => (int)venue.Id.Value, venue => venue.Name);
        InstrumentNames = new InstrumentNames(Universe, venueNames);
        LimitNames = new LimitNames(Universe, _slots, _accounts, venueNames);
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

    /// <summary>What people call the instruments.</summary>
    public InstrumentNames InstrumentNames { get; }

    /// <summary>The venues, by number from 1.</summary>
    public IReadOnlyList<VenueSetup> Venues { get; }

    /// <summary>The feeds, by number from 1.</summary>
    public IReadOnlyList<FeedSetup> Feeds { get; }

    /// <summary>Looks a plan's data, instruments and limits up.</summary>
    /// <param name="plan">The plan, with absolute paths.</param>
    /// <exception cref="FeedException">The data cannot be read.</exception>
    /// <exception cref="ConfigException">The limits cannot be used.</exception>
    /// <exception cref="PlanException">Feeds do not fit each other, or something that the plan names is not there.</exception>
    public static SessionSetup Load(SessionPlan plan)
    {
        UniverseReader reader = new(plan);
        reader.Read();
        return new SessionSetup(plan, reader);
    }

    /// <summary>How a recorded session's journal is written.</summary>
    /// <param name="environment">The machine and what runs on it.</param>
    public JournalOptions JournalOptionsIn(EnvironmentInfo environment) => new()
    {
        Cell = (ushort)Plan.Cell,
        Epoch = 1,
        Environment = environment,
    };

    public int SlotNumber(string name) => _slots[name];

    public int AccountNumber(string name) => _accounts[name];

    /// <summary>Makes the simulated venues, fed by their feeds.</summary>
    public SimulatedVenues MakeVenues() => MakeVenues(Plan.Engine);

    /// <summary>Makes simulated venues whose tables are as large as an engine's of other sizes.</summary>
    /// <param name="sizes">The sizes.</param>
    public SimulatedVenues MakeVenues(EngineOptions sizes) => new(
        [.. Venues.Select(venue => MakeVenue(venue, sizes, lastExecId: 0))], [.. Feeds.Select(feed => feed.Venue)]);

    /// <summary>Makes one simulated venue, with a decoder for each of its feeds in their order.</summary>
    /// <param name="venue">The venue.</param>
    /// <param name="lastExecId">The report number behind which the venue's begin.</param>
    public SimulatedVenue MakeVenue(VenueSetup venue, ulong lastExecId = 0) => MakeVenue(venue, Plan.Engine, lastExecId);

    private SimulatedVenue MakeVenue(VenueSetup venue, EngineOptions sizes, ulong lastExecId) => new(
        new SimulatedVenueConfig
        {
            InstrumentCount = Universe.Length,
            SourceId = venue.Id.Value,
            LastExecId = lastExecId,
            Latencies = venue.Latencies,
            MakerFeePerShare = Price.FromDecimal(venue.Plan.MakerFee),
            TakerFeePerShare = Price.FromDecimal(venue.Plan.TakerFee),
            HistoricalOrderCapacity = sizes.MarketOrdersMax,
            PriceLevelCapacity = sizes.LevelsMax,
            WorkingOrderCapacity = sizes.OrdersMax,
            InFlightCapacity = UnderWayMax(venue, InFlightMin),
            ReportCapacity = UnderWayMax(venue, ReportsMin),
        },
        [.. Feeds.Where(feed => feed.Venue == venue.Id)
            .Select(_ => new MarketDataDecoder(Universe, MidnightUtcNs, venue.Id))]);

    /// <summary>Keeps the measured latencies: a replay does not need them, an auditor does.</summary>
    /// <param name="store">Where; the plan names them by their hashes.</param>
    public void KeepLatencyFiles(ContentStore store)
    {
        foreach (byte[] content in _latencyFiles)
        {
            store.AddFile(content);
        }
    }

    /// <summary>The venue of a name that the plan's rules have found to be there.</summary>
    public VenueId VenueOf(string name) => Venues.First(venue => venue.Name == name).Id;

    /// <summary>Finds out what a kill or release of the plan is about.</summary>
    /// <exception cref="PlanException">The scope is not known.</exception>
    public (RiskScope Scope, int Id) ScopeOf(string text)
    {
        string[] parts = text.Split(':', 2);
        string name = parts.Length == 2 ? parts[1] : "";
        string hint = "";
        return parts[0] switch
        {
            "firm" when parts.Length == 1 => (RiskScope.Firm, 0),
            "account" when _accounts.TryGetValue(name, out int account) => (RiskScope.Account, account),
            "strategy" when _slots.TryGetValue(name, out int slot) => (RiskScope.Strategy, slot),
            "instrument" when InstrumentNames.TryFind(name, out int instrument, out hint) =>
                (RiskScope.Order, instrument),
            _ => throw new PlanException(
                Plan.Name,
                $"scope '{text}' is not known",
                hint.Length > 0
                    ? hint
                    : "scope is firm, account:NAME, strategy:SLOT or instrument:SYMBOL, with a name of this session"),
        };
    }

    /// <summary>The longer messages take, the more are under way: room for one every 10 µs, within bounds.</summary>
    private static int UnderWayMax(VenueSetup venue, int least) =>
        (int)Math.Clamp(venue.Latencies.NsMax / 10_000, least, 1 << 17);

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

        LimitCoverage.Check(
            Limits, table, Universe, InstrumentNames,
            [.. Plan.Slots.Select(slot => (slot.Name, _slots[slot.Name], _accounts[slot.Account]))]);

        LimitChange.CheckAll(this, table);
    }
}
