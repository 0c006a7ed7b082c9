// A small basket by symbol: dictionaries with string keys, filled in OnStart and only looked up afterwards; saved in the
// order of a list. Index arbitrage of the basket against its first leg.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Strategies.Sdk;

namespace Honest.SymbolDictionary;

public sealed class SymbolDictionaryStrategy : Strategy
{
    private sealed class Leg
    {
        public required string Symbol { get; init; }

        public required double Weight { get; init; }

        public InstrumentId Instrument { get; set; }

        public double Anchor { get; set; }

        public bool IsKnown => Instrument != InstrumentId.None;
    }

    private const string Basket = "AMZN:0.4, AAPL:0.3, MSFT:0.2, GOOG:0.1";

    private readonly Dictionary<string, Leg> _bySymbol = new(StringComparer.Ordinal);
    private readonly Dictionary<InstrumentId, Leg> _byInstrument = new(16);
    private readonly List<Leg> _legs;
    private long _events;

    public SymbolDictionaryStrategy()
    {
        _legs = Basket
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split(':'))
            .Select(parts => new Leg { Symbol = parts[0], Weight = int.Parse(parts[1].AsSpan(2)) / 10.0 })
            .OrderByDescending(leg => leg.Weight)
            .ThenBy(leg => leg.Symbol, StringComparer.Ordinal)
            .ToList();
        foreach (Leg leg in _legs)
        {
            _bySymbol.Add(leg.Symbol, leg);
        }

        double sum = _legs.Sum(leg => leg.Weight);
        if (Math.Abs(sum - 1) > 1e-9)
        {
            throw new ArgumentException($"the weights of {string.Join(", ", _bySymbol.Keys)} add up to {sum}");
        }
    }

    [Parameter("bandTicks", Unit = "ticks", Min = 1, Max = 100)]
    public long BandTicks { get; set; } = 4;

    public override void OnStart()
    {
        foreach ((string symbol, Leg leg) in _bySymbol)
        {
            leg.Instrument = Context.FindInstrument(symbol);
            if (leg.IsKnown)
            {
                Context.Subscribe(leg.Instrument);
                _byInstrument[leg.Instrument] = leg;
            }
            else
            {
                Context.Log(LogLevel.Warning, Encoding.UTF8.GetBytes($"no instrument {symbol}, weight {leg.Weight * 100:0}%"));
            }
        }
    }

    public override void OnBook(in BookEvent bookEvent)
    {
        _events++;
        if (!bookEvent.IsLastInPacket || !_byInstrument.TryGetValue(bookEvent.Instrument, out Leg? leg))
        {
            return;
        }

        double mid = Context.Book(leg.Instrument).Mid.ToDouble();
        if (mid > 0 && leg.Anchor == 0)
        {
            leg.Anchor = mid;
        }

        Compare(leg);
    }

    private void Compare(Leg leg)
    {
        double level = 0;
        foreach (Leg part in _legs)
        {
            if (part.IsKnown && part.Anchor > 0)
            {
                level += part.Weight * (Context.Book(part.Instrument).Mid.ToDouble() / part.Anchor - 1);
            }
        }

        Book book = Context.Book(leg.Instrument);
        if (!book.IsTwoSided || leg.Anchor == 0 || Context.WorkingOrderCount > 0)
        {
            return;
        }

        double own = book.Mid.ToDouble() / leg.Anchor - 1;
        Price tick = Context.Instrument(leg.Instrument).Ticks.IncrementAt(book.Mid);
        double gapTicks = (own - level) * leg.Anchor / tick.ToDouble();
        if (gapTicks > BandTicks)
        {
            Context.Send(NewOrder.Limit(leg.Instrument, Side.Sell, book.BestOffer.Price, 10, tag: _legs.IndexOf(leg)));
        }
        else if (gapTicks < -BandTicks)
        {
            Context.Send(NewOrder.Limit(leg.Instrument, Side.Buy, book.BestBid.Price, 10, tag: _legs.IndexOf(leg)));
        }
    }

    public override void Save(ref StateWriter writer)
    {
        writer.Write(_events);
        foreach (Leg leg in _legs)
        {
            writer.Write(leg.Instrument);
            writer.Write(leg.Anchor);
        }
    }

    public override void Restore(ref StateReader reader)
    {
        _events = reader.ReadInt64();
        _byInstrument.Clear();
        foreach (Leg leg in _legs)
        {
            leg.Instrument = reader.ReadInstrumentId();
            leg.Anchor = reader.ReadDouble();
            if (leg.IsKnown)
            {
                _byInstrument[leg.Instrument] = leg;
            }
        }
    }
}
