// Volume-weighted average price of the last seconds in exact decimals: a Queue of tuples with a capacity from the start,
// old trades leave by time. Quotes against the deviation of the mid from it.
using System;
using System.Collections.Generic;
using Strategies.Sdk;

namespace Honest.QueueVwap;

public sealed class QueueVwapStrategy : Strategy
{
    private const int TradesMax = 4096;

    private readonly Queue<(long TimeNs, Price Price, long Shares)> _trades = new(TradesMax);
    private Int128 _notional;
    private long _shares;
    private long _resets;

    [Parameter("windowSeconds", Unit = "s", Min = 1, Max = 3600)]
    public int WindowSeconds { get; set; } = 30;

    [Parameter("edgeBps", Unit = "bp", Min = 0.1, Max = 500)]
    public double EdgeBps { get; set; } = 4;

    [Parameter("size", Unit = "shares", Min = 1, Max = 10_000)]
    public Quantity Size { get; set; } = 100;

    private decimal? Vwap => _shares == 0 ? null : decimal.Round((decimal)_notional / _shares / Price.Scale, 6);

    public override void OnStart() => Context.Subscribe(new InstrumentId(1));

    public override void OnTrade(in TradeEvent trade)
    {
        if (!trade.IsPrintable)
        {
            return;
        }

        if (_trades.Count == TradesMax)
        {
            Forget();
        }

        _trades.Enqueue((Context.TimeNs, trade.Price, trade.Quantity.Raw));
        _notional += (Int128)trade.Price.Raw * trade.Quantity.Raw;
        _shares = checked(_shares + trade.Quantity.Raw);
        Expire(Context.TimeNs - WindowSeconds * 1_000_000_000L);
        if (Vwap is { } vwap && trade.IsLastInPacket)
        {
            Quote(Context.Book(trade.Instrument), vwap);
        }
    }

    private void Expire(long beforeNs)
    {
        while (_trades.TryPeek(out var oldest) && oldest.TimeNs < beforeNs)
        {
            Forget();
        }
    }

    private void Forget()
    {
        (_, Price price, long shares) = _trades.Dequeue();
        _notional -= (Int128)price.Raw * shares;
        _shares -= shares;
        if (_trades.Count == 0)
        {
            _resets++;
        }
    }

    private void Quote(Book book, decimal vwap)
    {
        if (!book.IsTwoSided || Context.WorkingOrderCount > 4)
        {
            return;
        }

        decimal mid = book.Mid.ToDecimal();
        decimal bps = (mid / vwap - 1m) * 10_000m;
        var edge = (decimal)EdgeBps;
        NewOrder? order = bps switch
        {
            > 0 when bps > edge => NewOrder.Limit(book.Instrument, Side.Sell, book.BestOffer.Price, Size),
            < 0 when bps < -edge => NewOrder.Limit(book.Instrument, Side.Buy, book.BestBid.Price, Size),
            _ => null,
        };
        if (order is { } some && !Context.Send(some).IsSent)
        {
            Context.Publish("vwap"u8, (long)(vwap * Price.Scale));
        }
    }

    public override void Save(ref StateWriter writer)
    {
        writer.Write(_resets);
        writer.Write(_trades.Count);
        foreach (var (timeNs, price, shares) in _trades)
        {
            writer.Write(timeNs);
            writer.Write(price);
            writer.Write(shares);
        }
    }

    public override void Restore(ref StateReader reader)
    {
        _trades.Clear();
        (_notional, _shares) = (0, 0);
        _resets = reader.ReadInt64();
        int count = reader.ReadInt32();
        if ((uint)count > TradesMax)
        {
            throw new StateSchemaException("more trades than there is room for");
        }

        while (count-- > 0)
        {
            var trade = (TimeNs: reader.ReadInt64(), Price: reader.ReadPrice(), Shares: reader.ReadInt64());
            _trades.Enqueue(trade);
            _notional += (Int128)trade.Price.Raw * trade.Shares;
            _shares += trade.Shares;
        }
    }
}
