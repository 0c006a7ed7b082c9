using Strategies.MarketData;
using Strategies.Sdk;

namespace Strategies.Venues.Simulation;

/// <summary>
/// Plays the messages of the data into the books. Of every order of the data two numbers are kept: what the data alone
/// says (a plain replay, which nothing of ours ever changes) and what is available to us.
/// </summary>
/// <param name="books">The books, that of instrument 1 first.</param>
/// <param name="orders">The orders of the data.</param>
/// <param name="executions">Fills of ours.</param>
internal sealed class HistoricalFlow(VenueBook[] books, HistoricalOrders orders, Executions executions)
{
    /// <summary>
    /// Plays one message. A message of another instrument, or of an order that is not known, changes nothing.
    /// </summary>
    /// <param name="message">The message.</param>
    internal void Apply(in MarketMessage message)
    {
        if (message.Kind == MarketMessageKind.SystemEvent)
        {
            ApplySystemEvent(message.Code);
            return;
        }

        int instrument = message.Instrument.Value;
        if (instrument < 1 || instrument > books.Length)
        {
            return;
        }

        VenueBook book = books[instrument - 1];
        switch (message.Kind)
        {
            case MarketMessageKind.Add:
                Add(book, message.Side, message.OrderReference, message, message.Quantity.Raw);
                break;
            case MarketMessageKind.Execute:
                Execute(book, message);
                break;
            case MarketMessageKind.Reduce:
                Remove(FindTarget(book, message), message.Quantity.Raw);
                break;
            case MarketMessageKind.Delete:
                Delete(book, message);
                break;
            case MarketMessageKind.Replace:
                Replace(book, message);
                break;
            case MarketMessageKind.HiddenTrade:
                TradeHidden(book, message.Price.Raw, message.Quantity.Raw);
                break;
            case MarketMessageKind.CrossTrade:
                TradeCross(book, message.Price.Raw, message.Quantity.Raw);
                break;
            case MarketMessageKind.TradingAction:
                ApplyTradingAction(book, message.Code);
                break;
            case MarketMessageKind.OperationalHalt:
                book.IsHaltedHere = message.Code == (byte)'H' || (message.Code != (byte)'T' && book.IsHaltedHere);
                break;
            case MarketMessageKind.WindowCut:
                Cut(book.SideOf(Side.Buy), message.Quantity.Raw);
                Cut(book.SideOf(Side.Sell), message.Quantity.Raw);
                break;
            case MarketMessageKind.LevelSet:
                SetLevel(book, message);
                break;
        }
    }

    private static bool IsSide(Side side) => side is Side.Buy or Side.Sell;

    private static void ApplyTradingAction(VenueBook book, byte code)
    {
        if (book.Status == TradingStatus.Closed)
        {
            return;
        }

        book.Status = code switch
        {
            (byte)'T' => TradingStatus.Trading,
            (byte)'Q' => TradingStatus.QuotationOnly,
            (byte)'H' or (byte)'P' => TradingStatus.Halted,
            _ => book.Status,
        };
    }

    private void ApplySystemEvent(byte code)
    {
        if (code is (byte)'E' or (byte)'C')
        {
            foreach (VenueBook book in books)
            {
                book.Status = TradingStatus.Closed;
            }
        }
    }

    /// <summary>A new order of the data: trades with ours that it reaches, and rests with what is left.</summary>
    private void Add(VenueBook book, Side side, ulong reference, in MarketMessage message, long available)
    {
        if (!IsSide(side) || message.Quantity.Raw <= 0)
        {
            return;
        }

        int instrument = message.Instrument.Value;
        // A reference that is used again: the order that had it is over for the data.
        if (orders.Find(instrument, reference) is HistoricalOrder known)
        {
            orders.Close(known);
        }

        if (book.IsTrading)
        {
            available -= executions.FillResting(book.SideOf(side.Opposite()), message.Price.Raw, stop: null, available);
        }

        HistoricalOrder order = orders.Open(instrument, reference, message.Quantity.Raw, available);
        book.SideOf(side).Join(message.Price.Raw, order);
    }

    /// <summary>
    /// An aggressor came to the target's side: ours before the target trade first, then the target, then ours behind
    /// it. In a cross, whose print is still to come, all of them trade at its price.
    /// </summary>
    private void Execute(VenueBook book, in MarketMessage message)
    {
        HistoricalOrder? target = FindTarget(book, message);
        Side restingSide = target?.Level!.Side.Side ?? message.Side;
        if (target is null && !(message.HasPrice && IsSide(restingSide)))
        {
            return;
        }

        VenueBookSide side = book.SideOf(restingSide);
        // An ITCH execution at the order's own price does not state it.
        long limit = message.Price.IsZero && target is not null ? target.Level!.Price : message.Price.Raw;
        long crossPrice = message.IsPrintable ? 0 : message.Price.Raw;
        if (crossPrice != 0)
        {
            book.AddCrossed(restingSide, message.Quantity.Raw);
        }

        long left = message.Quantity.Raw;
        if (book.IsTrading)
        {
            left -= executions.FillResting(side, limit, stop: target, left, crossPrice);
        }

        // Between ours in front of the target and ours behind it: the queue's order.
        left -= target?.Take(left) ?? 0;
        if (book.IsTrading)
        {
            executions.FillResting(side, limit, stop: null, left, crossPrice);
        }

        // By what the data says, whatever ours took of it.
        CountDown(target, message.Quantity.Raw);
    }

    private void Delete(VenueBook book, in MarketMessage message)
    {
        HistoricalOrder? target = FindTarget(book, message);
        if (target is { IsAnonymous: false })
        {
            orders.Close(target);
        }
        else
        {
            Remove(target, message.Quantity.Raw);
        }
    }

    /// <summary>
    /// The old order goes and a new one joins at the end; what ours took from the old one is missing from the new one.
    /// </summary>
    private void Replace(VenueBook book, in MarketMessage message)
    {
        long taken = 0;
        bool isConsumed = false;
        Side side = message.Side;
        if (orders.Find(message.Instrument.Value, message.OrderReference) is HistoricalOrder old)
        {
            taken = Math.Max(0, old.Historical - old.Available);
            // Taken whole, it has nothing for anybody, also when its new quantity is higher.
            isConsumed = old.Available == 0;
            side = old.Level!.Side.Side;
            orders.Close(old);
        }

        long available = isConsumed ? 0 : Math.Max(0, message.Quantity.Raw - taken);
        Add(book, side, message.NewOrderReference, message, available);
    }

    /// <summary>
    /// Nobody knows on which side the hidden order rested. Ours at a price strictly better than the trade's stood in its
    /// way on either side; ours never cross each other, so that they are all of one side.
    /// </summary>
    private void TradeHidden(VenueBook book, long price, long quantity)
    {
        if (book.IsTrading)
        {
            quantity -= executions.FillResting(book.SideOf(Side.Buy), price + 1, stop: null, quantity);
            executions.FillResting(book.SideOf(Side.Sell), price - 1, stop: null, quantity);
        }
    }

    /// <summary>
    /// A cross is over: what of it displayed orders of the data did not trade fills ours at strictly better prices, at the
    /// cross's price.
    /// </summary>
    private void TradeCross(VenueBook book, long price, long quantity)
    {
        (long bids, long offers) = book.TakeCrossed();
        if (book.IsTrading)
        {
            executions.FillResting(book.SideOf(Side.Buy), price + 1, stop: null, Math.Max(0, quantity - bids), price);
            executions.FillResting(book.SideOf(Side.Sell), price - 1, stop: null, Math.Max(0, quantity - offers), price);
        }
    }

    private void Cut(VenueBookSide side, long levelCount)
    {
        long counted = 0;
        VenuePriceLevel? level = side.Best;
        while (level is not null)
        {
            VenuePriceLevel? worse = level.Worse;
            // A level with nothing but ours is no level of the data.
            if (level.HistoricalCount > 0 && ++counted > levelCount)
            {
                DropHistorical(level);
            }

            level = worse;
        }
    }

    private void SetLevel(VenueBook book, in MarketMessage message)
    {
        if (!IsSide(message.Side))
        {
            return;
        }

        VenueBookSide side = book.SideOf(message.Side);
        if (side.Find(message.Price.Raw) is VenuePriceLevel level)
        {
            DropHistorical(level);
        }

        if (message.Quantity.Raw > 0)
        {
            HistoricalOrder volume = orders.OpenAnonymous(message.Instrument.Value, message.Quantity.Raw);
            side.JoinFirst(message.Price.Raw, volume);
        }
    }

    private void DropHistorical(VenuePriceLevel level)
    {
        QueueEntry? entry = level.First;
        while (entry is not null)
        {
            QueueEntry? next = entry.Next;
            if (entry is HistoricalOrder order)
            {
                orders.Close(order);
            }

            entry = next;
        }
    }

    /// <summary>
    /// The order that a message names; when the data does not know it, the anonymous volume at the stated price.
    /// </summary>
    private HistoricalOrder? FindTarget(VenueBook book, in MarketMessage message)
    {
        HistoricalOrder? order = orders.Find(message.Instrument.Value, message.OrderReference);
        return order is null && message.HasPrice && IsSide(message.Side)
            ? book.SideOf(message.Side).Find(message.Price.Raw)?.Anonymous
            : order;
    }

    /// <summary>A part was canceled: both counts go down, at most to zero.</summary>
    private void Remove(HistoricalOrder? target, long quantity)
    {
        target?.Take(quantity);
        CountDown(target, quantity);
    }

    /// <summary>Lowers what the data says is left; an order of which the data has nothing left ends.</summary>
    private void CountDown(HistoricalOrder? target, long quantity)
    {
        if (target is null)
        {
            return;
        }

        target.Historical -= Math.Min(quantity, target.Historical);
        if (target.Historical == 0)
        {
            orders.Close(target);
        }
    }
}
