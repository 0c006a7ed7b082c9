using Strategies.Common;
using Strategies.Sdk;

namespace Strategies.Momentum;

/// <content>Entering, scaling out, stopping.</content>
public sealed partial class MomentumTakerStrategy
{
    /// <summary>Feeds the signal and, when flat with nothing in flight, acts on it.</summary>
    private void FollowMarket()
    {
        Book book = Context.Book(_instrument);
        if (!book.IsTwoSided)
        {
            return;
        }

        Price tick = Tick(book);
        _signal.AddMid(Context.TimeNs, (double)book.Mid.Raw / tick.Raw, MidMemorySeconds);
        bool canEnter = !_isHolding && Context.WorkingOrderCount == 0
            && Context.TimeNs >= _resumeTimeNs && Context.TimeNs >= _nextEntryTimeNs
            && Context.Position(_instrument).Quantity.IsZero
            && book.Status is TradingStatus.Trading or TradingStatus.Unknown
            && book.BestOffer.Price - book.BestBid.Price <= tick * SpreadTicksMax;
        if (!canEnter)
        {
            return;
        }

        Side side = _signal.Evaluate(Context.TimeNs, FlowMemorySeconds, FlowMin, MomentumTicksMin);
        if (side != Side.None && TakeThroughTouch(book, side, EntrySize, EntryCapTicks, EntryTag))
        {
            _entries++;
            _entryMid = book.Mid;
            StartCooldown(); // also when it misses: the same signal is not chased message by message
        }
    }

    /// <summary>
    /// Brings the working orders in line with the holding. Does nothing while a taking order is in flight.
    /// </summary>
    private void Manage()
    {
        int orderCount = Context.CopyWorkingOrders(_orders);
        Quantity holding = Context.Position(_instrument).Quantity;
        if (IsTakingInFlight(orderCount) || !_isHolding && holding.IsZero && orderCount == 0)
        {
            return;
        }

        if (holding.IsZero)
        {
            if (_isHolding)
            {
                _isHolding = false;
                _isExiting = false;
                StartCooldown();
            }

            CancelLadder(orderCount);
            return;
        }

        if (!_isHolding)
        {
            _isHolding = true;
            _entryTimeNs = Context.TimeNs;
        }

        Book book = Context.Book(_instrument);
        if (book.IsTwoSided && Context.TimeNs >= _resumeTimeNs)
        {
            Close(book, holding, orderCount);
        }
    }

    private void Close(Book book, Quantity holding, int orderCount)
    {
        if (!_isExiting && MustStop(book, holding))
        {
            _isExiting = true;
            _stops++;
        }

        if (!_isExiting)
        {
            PlaceLadder(book, holding, orderCount);
        }
        else if (orderCount > 0)
        {
            // The rest goes through the touch only when no child order can fill any more: the holding never changes its
            // sign.
            CancelLadder(orderCount);
        }
        else
        {
            Side side = holding.Raw > 0 ? Side.Sell : Side.Buy;
            TakeThroughTouch(book, side, Math.Abs(holding.Raw), ExitCapTicks, ExitTag);
        }
    }

    private bool MustStop(Book book, Quantity holding)
    {
        Price move = book.Mid - _entryMid;
        Price adverse = holding.Raw > 0 ? -move : move;
        return adverse >= Tick(book) * LossStopTicks
            || Context.TimeNs - _entryTimeNs >= HoldSecondsMax * NanosecondsPerSecond;
    }

    /// <summary>Sends child orders for what none covers yet, on the rungs that are free.</summary>
    private void PlaceLadder(Book book, Quantity holding, int orderCount)
    {
        long uncovered = Math.Abs(holding.Raw);
        int freeRungs = Rungs;
        Array.Clear(_isRungTaken);
        for (int index = 0; index < orderCount; index++)
        {
            uncovered -= _orders[index].LeavesQty.Raw;
            long rung = _orders[index].Tag - FirstRungTag;
            if (rung >= 0 && rung < Rungs)
            {
                _isRungTaken[rung] = true;
                freeRungs--;
            }
        }

        Side side = holding.Raw > 0 ? Side.Sell : Side.Buy;
        Price touch = side == Side.Sell ? book.BestBid.Price : book.BestOffer.Price;
        Quantity lot = Context.Instrument(_instrument).Lot;
        for (int rung = 0; rung < Rungs && uncovered > 0; rung++)
        {
            if (_isRungTaken[rung])
            {
                continue;
            }

            Quantity quantity = ScaleOutLadder.ChildQuantity(uncovered, freeRungs--, lot);
            long offsetTicks = FirstRungTicks + rung * RungStepTicks;
            Price price = ScaleOutLadder.RungPrice(side, _entryMid, offsetTicks, Tick(book), touch);
            if (!TrySend(NewOrder.Limit(_instrument, side, price, quantity, TimeInForce.Day, FirstRungTag + rung)))
            {
                return;
            }

            uncovered -= quantity.Raw;
        }
    }

    private void CancelLadder(int orderCount)
    {
        for (int index = 0; index < orderCount; index++)
        {
            bool isCancelable = _orders[index].OrdStatus is OrdStatus.New or OrdStatus.PartiallyFilled;
            if (!isCancelable)
            {
                continue;
            }

            if (!_budget.TryTake(Context.TimeNs, MessagesPerSecondMax))
            {
                return;
            }

            SendResult result = Context.Cancel(_orders[index].OrderId);
            if (!result.IsSent)
            {
                CountRefusal(result.Reason);
            }
        }
    }

    private bool TakeThroughTouch(Book book, Side side, Quantity quantity, long capTicks, long tag)
    {
        Price tick = Tick(book);
        Price limit = side == Side.Buy
            ? (book.BestOffer.Price + tick * capTicks).RoundDown(tick)
            : (book.BestBid.Price - tick * capTicks).RoundUp(tick);
        long lot = Context.Instrument(_instrument).Lot.Raw;
        Quantity wholeLots = Math.Max(lot, quantity.Raw - quantity.Raw % lot);
        return limit.Raw > 0
            && TrySend(NewOrder.Limit(_instrument, side, limit, wholeLots, TimeInForce.ImmediateOrCancel, tag));
    }

    private bool TrySend(in NewOrder order)
    {
        if (!_budget.TryTake(Context.TimeNs, MessagesPerSecondMax))
        {
            return false;
        }

        SendResult result = Context.Send(order);
        if (!result.IsSent)
        {
            CountRefusal(result.Reason);
        }

        return result.IsSent;
    }

    private void CountRefusal(RejectReason reason)
    {
        _refusals++;
        if (!Refusals.IsPassing(reason))
        {
            _resumeTimeNs = Context.TimeNs + Refusals.PauseNs;
            Context.Log(LogLevel.Warning, "trading pauses, an order was rejected: {0:reason}"u8, (long)reason);
        }
    }

    private void StartCooldown() =>
        _nextEntryTimeNs = Context.TimeNs + (long)(CooldownSeconds * NanosecondsPerSecond);

    private bool IsTakingInFlight(int orderCount)
    {
        for (int index = 0; index < orderCount; index++)
        {
            if (_orders[index].Tag is EntryTag or ExitTag)
            {
                return true;
            }
        }

        return false;
    }

    private Price Tick(Book book) => Context.Instrument(_instrument).Ticks.IncrementAt(book.BestBid.Price);
}
