// Picks its universe at the start with LINQ over record classes: filters, groups by currency and kind, ranks ordinally by
// symbol; trades the chosen few by a simple touch rule. After the start nothing of LINQ runs.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Strategies.Sdk;

namespace Honest.LinqUniverse;

public sealed class LinqUniverseStrategy : Strategy
{
    private sealed record Candidate(InstrumentId Id, string Symbol, SecurityType Kind, string Currency, long TickRaw);

    private const int ChosenMax = 8;

    private readonly InstrumentId[] _chosen = new InstrumentId[ChosenMax];
    private readonly long[] _events = new long[ChosenMax];
    private int _count;

    [Parameter("top", Min = 1, Max = ChosenMax, Description = "Instruments to trade.")]
    public int Top { get; set; } = 4;

    public override void OnStart()
    {
        List<Candidate> candidates = Enumerable.Range(1, Context.InstrumentCount)
            .Select(number => Context.Instrument(new InstrumentId(number)))
            .Where(instrument => instrument.SecurityType is SecurityType.Equity or SecurityType.Future)
            .Select(instrument => new Candidate(
                instrument.Id,
                instrument.Symbol.ToUpperInvariant(),
                instrument.SecurityType,
                instrument.Currency.ToString(),
                instrument.Ticks.Bands[^1].Increment.Raw))
            .ToList();

        var groups = candidates
            .GroupBy(candidate => (candidate.Currency, candidate.Kind))
            .Select(group => new { group.Key, Count = group.Count(), First = group.Min(candidate => candidate.Id.Value) })
            .OrderByDescending(group => group.Count)
            .ThenBy(group => group.First)
            .ToArray();
        foreach (var group in groups)
        {
            string line = string.Create(
                CultureInfo.InvariantCulture, $"{typeof(LinqUniverseStrategy).Name}: {group.Key.Currency} {group.Key.Kind} {group.Count}");
            Context.Log(LogLevel.Information, Encoding.UTF8.GetBytes(line));
        }

        ILookup<string, Candidate> byCurrency = candidates.ToLookup(candidate => candidate.Currency, StringComparer.Ordinal);
        IEnumerable<InstrumentId> ids = byCurrency["USD"]
            .DistinctBy(candidate => candidate.Symbol)
            .OrderBy(candidate => candidate.TickRaw)
            .ThenBy(candidate => candidate.Symbol, StringComparer.Ordinal)
            .Take(Top)
            .Select(candidate => candidate.Id);
        foreach (InstrumentId id in ids)
        {
            _chosen[_count++] = id;
            Context.Subscribe(id);
        }
    }

    public override void OnBook(in BookEvent bookEvent)
    {
        int index = Array.IndexOf(_chosen, bookEvent.Instrument, 0, _count);
        if (index < 0 || ++_events[index] % 1_000 != 0)
        {
            return;
        }

        Book book = Context.Book(bookEvent.Instrument);
        (BookLevel bid, BookLevel offer) = (book.BestBid, book.BestOffer);
        if (bid is { IsEmpty: false, OrderCount: > 3 } && offer is { IsEmpty: false, OrderCount: 1 })
        {
            Context.Send(NewOrder.Limit(book.Instrument, Side.Buy, bid.Price, Context.Instrument(book.Instrument).Lot, tag: index));
        }
    }

    public override void Save(ref StateWriter writer)
    {
        writer.Write(_count);
        for (int index = 0; index < _count; index++)
        {
            writer.Write(_chosen[index]);
            writer.Write(_events[index]);
        }
    }

    public override void Restore(ref StateReader reader)
    {
        _count = Math.Clamp(reader.ReadInt32(), 0, ChosenMax);
        for (int index = 0; index < _count; index++)
        {
            _chosen[index] = reader.ReadInstrumentId();
            _events[index] = reader.ReadInt64();
        }
    }
}
