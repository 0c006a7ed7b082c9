using Strategies.Feeds;
using Strategies.Risk.Naming;
using Strategies.Sdk;

namespace Strategies.Plans;

/// <summary>Reads what a session trades out of its feeds: their venues, their instruments, their day.</summary>
/// <param name="plan">The plan, with absolute paths.</param>
internal sealed class UniverseReader(SessionPlan plan)
{
    private readonly List<Instrument> _instruments = [];
    private readonly List<FeedSetup> _feeds = [];
    private readonly Dictionary<(VenueId Venue, string Symbol), string> _namedBy = [];

    /// <summary>The instruments, feed by feed in the order in which each names them.</summary>
    internal IReadOnlyList<Instrument> Instruments => _instruments;

    /// <summary>The feeds by number.</summary>
    internal IReadOnlyList<FeedSetup> Feeds => _feeds;

    /// <summary>The trading day of all feeds, US Eastern.</summary>
    internal DateOnly TradeDate { get; private set; }

    /// <summary>Its midnight, ns since 1970-01-01 UTC.</summary>
    internal long MidnightUtcNs { get; private set; }

    /// <summary>Reads all feeds.</summary>
    /// <exception cref="FeedException">A file cannot be read, or names no symbol.</exception>
    /// <exception cref="PlanException">Feeds do not fit each other.</exception>
    internal void Read()
    {
        for (int index = 0; index < plan.Feeds.Count; index++)
        {
            Read(plan.Feeds[index], index, VenueRules.FeedKey(plan, index));
        }
    }

    private void Read(FeedPlan feed, int index, string key)
    {
        VenueId venue = plan.VenueOfFeed(index);
        // A LOBSTER file is about one instrument and does not number it; the others name symbols.
        FeedOptions options = new() { TradeDate = DateOf(feed, key), Instrument = new InstrumentId(_instruments.Count + 1) };
        IReadOnlyList<string> symbols = UniverseScanner.Scan(feed.File, options);
        if (symbols.Count == 0)
        {
            throw FeedException.ForFile(
                feed.File, "no message names a symbol", "a session needs at least one instrument");
        }

        foreach (string symbol in symbols)
        {
            Add(venue, symbol, key);
        }

        using PacketSource source = FeedOpener.Open(feed.File, options);
        if (index > 0 && source.TradeDate != TradeDate)
        {
            throw new PlanException(
                plan.Name,
                $"{key} is of {source.TradeDate:yyyy-MM-dd}, the feed before it of {TradeDate:yyyy-MM-dd}",
                "all feeds of a session are of one trading day; tradeDate says it for files that do not");
        }

        (TradeDate, MidnightUtcNs) = (source.TradeDate, source.MidnightUtcNs);
        _feeds.Add(new FeedSetup((ushort)(index + 1), venue, feed, options));
    }

    private void Add(VenueId venue, string symbol, string key)
    {
        if (!NameRule.IsGood(NameKind.Instrument, symbol, out string problem, out string hint))
        {
            throw new PlanException(plan.Name, $"{key}: {problem}", $"{hint}; the feed's file names it so");
        }

        if (!_namedBy.TryAdd((venue, symbol), key))
        {
            throw new PlanException(
                plan.Name,
                $"{_namedBy[(venue, symbol)]} and {key} both tell of {symbol} at venue '{plan.Venues[venue.Value - 1].Name}'",
                "one book has one feed: leave one out, or give it another venue");
        }

        _instruments.Add(new Instrument { Id = new InstrumentId(_instruments.Count + 1), Symbol = symbol, Venue = venue });
    }

    private DateOnly? DateOf(FeedPlan feed, string key)
    {
        if (feed.TradeDate is not { } text)
        {
            return null;
        }

        return DateOnly.TryParseExact(text, "yyyy-MM-dd", out DateOnly date)
            ? date
            : throw new PlanException(plan.Name, $"{key}.tradeDate '{text}' is not a date", "write it as yyyy-MM-dd");
    }
}
