// A ladder of take-profit rungs in an ImmutableArray, sorted once with a comparison; a list of open lots that is sorted by price
// and searched by a comparer when a rung fills. Fee tiers stand in a static readonly table that nobody writes.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Strategies.Sdk;

namespace Honest.ImmutableLadder;

public sealed class ImmutableLadderStrategy : Strategy
{
    private readonly record struct Rung(int Ticks, double Share);

    private readonly record struct Lot(Price Price, Quantity Quantity) : IComparable<Lot>
    {
        public int CompareTo(Lot other)
        {
            int byPrice = Price.CompareTo(other.Price);
            return byPrice != 0 ? byPrice : Quantity.CompareTo(other.Quantity);
        }
    }

    private sealed class ByPrice : IComparer<Lot>
    {
        public int Compare(Lot left, Lot right) => left.Price.CompareTo(right.Price);
    }

    private const int LotsMax = 1_024;

    private static readonly (long FromShares, decimal FeeCents)[] FeeTiers = [(0, 0.30m), (10_000, 0.25m), (100_000, 0.20m)];

    private static readonly string[] TierNames = ["small", "middle", "large"];

    private readonly ImmutableArray<Rung> _rungs;
    private readonly List<Lot> _lots = new(LotsMax);
    private readonly ByPrice _byPrice = new();
    private long _shares;

    public ImmutableLadderStrategy()
    {
        List<Rung> rungs = [new(8, 0.25), new(2, 0.25), new(4, 0.5)];
        rungs.Sort(static (left, right) => left.Ticks.CompareTo(right.Ticks));
        _rungs = [.. rungs];
    }

    [Parameter("lot", Unit = "shares", Min = 4, Max = 10_000)]
    public Quantity LotSize { get; set; } = 40;

    public override void OnStart()
    {
        Context.Subscribe(new InstrumentId(1));
        Context.Log(LogLevel.Information, "tier of {0} letters"u8, TierNames[TierOf(_shares)].Length);
    }

    private static int TierOf(long shares)
    {
        int tier = FeeTiers.Length - 1;
        while (tier > 0 && FeeTiers[tier].FromShares > shares)
        {
            tier--;
        }

        return tier;
    }

    public override void OnBook(in BookEvent bookEvent)
    {
        Book book = Context.Book(bookEvent.Instrument);
        if (bookEvent is { IsLastInPacket: true, Action: BookAction.Delete } && book.IsTwoSided && Context.WorkingOrderCount == 0 && _lots.Count == 0)
        {
            Context.Send(NewOrder.Limit(book.Instrument, Side.Buy, book.BestBid.Price, LotSize));
        }
    }

    public override void OnOrderUpdate(in OrderUpdate update)
    {
        if (update.ExecType != ExecType.Trade)
        {
            return;
        }

        _shares += update.LastQty.Raw;
        if (update.Side == Side.Buy)
        {
            Open(new Lot(update.LastPx, update.LastQty), update.Instrument);
        }
        else
        {
            Close(update.LastPx, update.LastQty);
        }
    }

    private void Open(Lot lot, InstrumentId instrument)
    {
        int at = _lots.BinarySearch(lot);
        if (_lots.Count < LotsMax)
        {
            _lots.Insert(at < 0 ? ~at : at, lot);
        }

        decimal feeTicks = FeeTiers[TierOf(_shares)].FeeCents;
        Price tick = Context.Instrument(instrument).Ticks.IncrementAt(lot.Price);
        foreach (Rung rung in _rungs)
        {
            var quantity = (long)decimal.Floor(lot.Quantity.Raw * (decimal)rung.Share);
            Price price = lot.Price.RoundUp(tick) + tick * (rung.Ticks + (long)decimal.Ceiling(feeTicks));
            if (quantity > 0)
            {
                Context.Send(NewOrder.Limit(instrument, Side.Sell, price, quantity, tag: rung.Ticks));
            }
        }
    }

    private void Close(Price price, Quantity quantity)
    {
        int at = _lots.BinarySearch(new Lot(price, Quantity.Zero), _byPrice);
        at = (at < 0 ? ~at : at + 1) - 1;
        for (; at >= 0 && !quantity.IsZero; at--)
        {
            Quantity part = Quantity.Min(quantity, _lots[at].Quantity);
            quantity -= part;
            Lot rest = _lots[at] with { Quantity = _lots[at].Quantity - part };
            if (rest.Quantity.IsZero)
            {
                _lots.RemoveAt(at);
            }
            else
            {
                _lots[at] = rest;
            }
        }
    }

    public override void Save(ref StateWriter writer)
    {
        writer.Write(_shares);
        writer.Write(_lots.Count);
        foreach ((Price price, Quantity quantity) in _lots)
        {
            writer.Write(price);
            writer.Write(quantity);
        }
    }

    public override void Restore(ref StateReader reader)
    {
        _shares = reader.ReadInt64();
        _lots.Clear();
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            _lots.Add(new Lot(reader.ReadPrice(), reader.ReadQuantity()));
        }
    }
}
