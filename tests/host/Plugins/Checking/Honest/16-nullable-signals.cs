// Optional values and guarded sections: nullable prices and records, ?? and ?. and pattern "is { }", a try/finally that marks a
// pass as running, an exception type of its own for a rule that must not be broken, caught with a filter.
using System;
using Strategies.Sdk;

namespace Honest.NullableSignals;

public sealed class InventoryException(string message, long held) : InvalidOperationException(message)
{
    public long Held { get; } = held;
}

public sealed class NullableSignalsStrategy : Strategy
{
    private sealed class Signal
    {
        public Price? Fair { get; set; }

        public double? Confidence { get; set; }

        public long TimeNs { get; set; }

        public bool IsFresh(long nowNs) => Fair is not null && nowNs - TimeNs < 5_000_000_000;
    }

    private readonly Signal _signal = new();
    private Price? _lastTrade;
    private bool _isPassing;
    private int _violations;

    [Parameter("maxHeld", Unit = "shares", Min = 1, Max = 100_000)]
    public long MaxHeld { get; set; } = 500;

    [Parameter("confidence", Min = 0, Max = 1)]
    public double ConfidenceMin { get; set; } = 0.6;

    public override void OnStart() => Context.Subscribe(new InstrumentId(1));

    public override void OnTrade(in TradeEvent trade)
    {
        Price? previous = _lastTrade;
        _lastTrade = trade.Price;
        if (previous is { } before && before != trade.Price)
        {
            double step = trade.Price > before ? 1 : 0;
            _signal.Confidence = 0.9 * (_signal.Confidence ?? 0.5) + 0.1 * step;
            _signal.Fair = trade.Price + (trade.Price - before);
            _signal.TimeNs = Context.TimeNs;
        }

        if (!_isPassing)
        {
            Pass(trade.Instrument);
        }
    }

    private void Pass(InstrumentId instrument)
    {
        _isPassing = true;
        try
        {
            Check(Context.Position(instrument).Quantity.Raw);
            Trade(Context.Book(instrument));
        }
        catch (InventoryException exception) when (exception.Held > 0)
        {
            _violations++;
            Reduce(instrument, Side.Sell, exception.Held - MaxHeld);
        }
        catch (InventoryException exception)
        {
            _violations++;
            Reduce(instrument, Side.Buy, -exception.Held - MaxHeld);
        }
        finally
        {
            _isPassing = false;
        }
    }

    private void Check(long held)
    {
        if (Math.Abs(held) > MaxHeld)
        {
            throw new InventoryException("too much inventory", held);
        }
    }

    private void Trade(Book book)
    {
        if (!_signal.IsFresh(Context.TimeNs) || _signal.Confidence is not { } confidence || Context.WorkingOrderCount > 0)
        {
            return;
        }

        Price fair = _signal.Fair ?? book.Mid;
        if (confidence > ConfidenceMin && book.BestOffer is { IsEmpty: false } offer && offer.Price < fair)
        {
            Context.Send(NewOrder.Limit(book.Instrument, Side.Buy, offer.Price, 10, TimeInForce.ImmediateOrCancel));
        }
        else if (confidence < 1 - ConfidenceMin && book.BestBid is { IsEmpty: false } bid && bid.Price > fair)
        {
            Context.Send(NewOrder.Limit(book.Instrument, Side.Sell, bid.Price, 10, TimeInForce.ImmediateOrCancel));
        }
    }

    private void Reduce(InstrumentId instrument, Side side, long quantity) =>
        _ = quantity > 0 ? Context.Send(NewOrder.Market(instrument, side, quantity)) : default(SendResult?);

    public override void Save(ref StateWriter writer)
    {
        WriteOptional(ref writer, _lastTrade);
        WriteOptional(ref writer, _signal.Fair);
        writer.Write(_signal.Confidence.HasValue);
        writer.Write(_signal.Confidence.GetValueOrDefault());
        writer.Write(_signal.TimeNs);
        writer.Write(_violations);
    }

    private static void WriteOptional(ref StateWriter writer, Price? price)
    {
        writer.Write(price.HasValue);
        writer.Write(price ?? Price.Zero);
    }

    private static Price? ReadOptional(ref StateReader reader)
    {
        bool hasValue = reader.ReadBoolean();
        Price price = reader.ReadPrice();
        return hasValue ? price : null;
    }

    public override void Restore(ref StateReader reader)
    {
        _isPassing = false;
        _lastTrade = ReadOptional(ref reader);
        _signal.Fair = ReadOptional(ref reader);
        bool hasConfidence = reader.ReadBoolean();
        double confidence = reader.ReadDouble();
        _signal.Confidence = hasConfidence ? confidence : null;
        _signal.TimeNs = reader.ReadInt64();
        _violations = reader.ReadInt32();
    }
}
