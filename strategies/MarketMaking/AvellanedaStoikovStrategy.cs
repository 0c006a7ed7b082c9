using Strategies.Common;
using Strategies.Sdk;

namespace Strategies.MarketMaking;

/// <summary>
/// A market maker: a ladder of orders on both sides, centred on the reservation price of Avellaneda and Stoikov.
/// Inventory moves the centre against itself; near the inventory limit a side gets shorter and at the limit it is
/// empty.
/// </summary>
/// <remarks>
/// Every pass reads the working orders back from the context and sends the difference only. So partial fills, refusals
/// and a handover in the middle of anything need no handling of their own: the next pass sees what is there.
/// </remarks>
public sealed class AvellanedaStoikovStrategy : Strategy
{
    private const long RequoteTimer = 1;
    private const long NanosecondsPerMillisecond = 1_000_000;
    private const int LevelsMax = 32;
    private const int WorkingOrdersMax = 256;

    // Scratch space of one pass; nothing here outlives a callback.
    private readonly Price[] _prices = new Price[LevelsMax];
    private readonly WorkingOrder[] _orders = new WorkingOrder[WorkingOrdersMax];
    private readonly LadderPlanner _planner = new(LevelsMax, WorkingOrdersMax);

    private InstrumentId _instrument;
    private CallbackCounters _callbacks;
    private VolatilityEstimator _volatility;
    private MessageBudget _budget;
    private double _quotedMidTicks;
    private long _resumeTimeNs;
    private long _messages;
    private long _refusals;

    /// <summary>The instrument's number; 0 is the first of the universe. Read at start only.</summary>
    [Parameter("instrument", Min = 0, Max = int.MaxValue, Description = "Number of the instrument; 0 is the first.")]
    public long InstrumentNumber { get; set; }

    /// <summary>Orders on each side.</summary>
    [Parameter("levels", Unit = "orders", Min = 1, Max = LevelsMax, Description = "Orders on each side.")]
    public int Levels { get; set; } = 12;

    /// <summary>Distance between two orders of a side.</summary>
    [Parameter("stepTicks", Unit = "ticks", Min = 1, Max = 1000,
        Description = "Distance between two orders of a side.")]
    public long StepTicks { get; set; } = 2;

    /// <summary>Quantity of each order.</summary>
    [Parameter("quoteSize", Unit = "shares", Min = 1, Max = 1_000_000, Description = "Quantity of each order.")]
    public Quantity QuoteSize { get; set; } = 50;

    /// <summary>Largest holding, long or short, that the working orders can lead to.</summary>
    [Parameter("inventoryMax", Unit = "shares", Min = 0, Max = 1e9, Description = "Largest holding, long or short.")]
    public Quantity InventoryMax { get; set; } = 2_000;

    /// <summary>Risk aversion γ.</summary>
    [Parameter("riskAversion", Unit = "1/tick", Min = 1e-9, Max = 10, Description = "Gamma: how much inventory hurts.")]
    public double RiskAversion { get; set; } = 0.002;

    /// <summary>Decay k of the fill rate with distance.</summary>
    [Parameter("fillDecay", Unit = "1/tick", Min = 1e-6, Max = 100,
        Description = "k: how fast fills get rarer with distance.")]
    public double FillDecay { get; set; } = 0.2;

    /// <summary>Rolling horizon τ over which inventory is expected to be held.</summary>
    [Parameter("horizon", Unit = "s", Min = 0.001, Max = 86_400,
        Description = "How long inventory is expected to be held.")]
    public double HorizonSeconds { get; set; } = 60;

    /// <summary>Time constant of the variance estimate.</summary>
    [Parameter("varianceMemory", Unit = "s", Min = 1, Max = 86_400,
        Description = "Time constant of the variance estimate.")]
    public double VarianceMemorySeconds { get; set; } = 120;

    /// <summary>The variance to begin the day with. Read at start only.</summary>
    [Parameter("varianceInitial", Unit = "ticks²/s", Min = 0, Max = 1e9,
        Description = "Variance to begin the day with.")]
    public double VarianceInitial { get; set; } = 8;

    /// <summary>Time between two passes when nothing moves.</summary>
    [Parameter("requoteInterval", Unit = "ms", Min = 1, Max = 60_000, Description = "Time between two passes.")]
    public long RequoteIntervalMs { get; set; } = 250;

    /// <summary>A move of the mid that calls for a pass at once.</summary>
    [Parameter("requoteMove", Unit = "ticks", Min = 0.5, Max = 1000,
        Description = "Move of the mid that calls for a pass.")]
    public double RequoteMoveTicks { get; set; } = 4;

    /// <summary>Most messages in any second; below the gate's throttle.</summary>
    [Parameter("messagesPerSecond", Unit = "1/s", Min = 2, Max = 100_000, Description = "Most messages in any second.")]
    public long MessagesPerSecondMax { get; set; } = 80;

    /// <inheritdoc/>
    public override void OnStart()
    {
        _instrument = new InstrumentId(InstrumentNumber == 0 ? 1 : (int)InstrumentNumber);
        _volatility.Start(VarianceInitial);
        Context.Subscribe(_instrument);
        Context.SetTimer(RequoteTimer, Context.TimeNs + RequoteIntervalMs * NanosecondsPerMillisecond);
    }

    /// <inheritdoc/>
    public override void OnStop()
    {
        _callbacks.Publish(Context);
        Context.Publish("messages"u8, _messages);
        Context.Publish("refusals"u8, _refusals);
    }

    /// <inheritdoc/>
    public override void OnBook(in BookEvent bookEvent)
    {
        _callbacks.Book++;
        RequoteIfMoved(bookEvent.Instrument, bookEvent.IsLastInPacket);
    }

    /// <inheritdoc/>
    public override void OnTrade(in TradeEvent trade)
    {
        _callbacks.Trade++;
        RequoteIfMoved(trade.Instrument, trade.IsLastInPacket);
    }

    /// <inheritdoc/>
    public override void OnMarketStatus(in MarketStatusEvent status)
    {
        _callbacks.Status++;
        if (status.Status is not (TradingStatus.Trading or TradingStatus.Unknown))
        {
            Requote();
        }
    }

    /// <inheritdoc/>
    public override void OnOrderUpdate(in OrderUpdate update)
    {
        _callbacks.OrderUpdate++;
        if (update.RejectReason != RejectReason.None)
        {
            CountRefusal(update.RejectReason);
        }
    }

    /// <inheritdoc/>
    public override void OnTimer(in TimerEvent timer)
    {
        _callbacks.Timer++;
        Context.SetTimer(RequoteTimer, Context.TimeNs + RequoteIntervalMs * NanosecondsPerMillisecond);
        Book book = Context.Book(_instrument);
        if (book.IsTwoSided)
        {
            _volatility.Sample(Context.TimeNs, MidTicks(book), VarianceMemorySeconds);
        }

        Requote();
    }

    /// <inheritdoc/>
    public override void Save(ref StateWriter writer)
    {
        writer.Write(_instrument);
        _callbacks.Save(ref writer);
        _volatility.Save(ref writer);
        _budget.Save(ref writer);
        writer.Write(_quotedMidTicks);
        writer.Write(_resumeTimeNs);
        writer.Write(_messages);
        writer.Write(_refusals);
    }

    /// <inheritdoc/>
    public override void Restore(ref StateReader reader)
    {
        if (reader.SchemaVersion != 1)
        {
            throw new StateSchemaException("the market maker reads state schema 1 only");
        }

        _instrument = reader.ReadInstrumentId();
        _callbacks.Restore(ref reader);
        _volatility.Restore(ref reader);
        _budget.Restore(ref reader);
        _quotedMidTicks = reader.ReadDouble();
        _resumeTimeNs = reader.ReadInt64();
        _messages = reader.ReadInt64();
        _refusals = reader.ReadInt64();
        if (_instrument.Value < 1 || !double.IsFinite(_quotedMidTicks) || reader.Remaining != 0)
        {
            throw new StateSchemaException("the saved state is not one of the market maker");
        }
    }

    private void RequoteIfMoved(InstrumentId instrument, bool isLastInPacket)
    {
        if (!isLastInPacket || instrument != _instrument || Context.TimeNs < _resumeTimeNs)
        {
            return;
        }

        Book book = Context.Book(_instrument);
        if (book.IsTwoSided && Math.Abs(MidTicks(book) - _quotedMidTicks) >= RequoteMoveTicks)
        {
            Requote();
        }
    }

    private void Requote()
    {
        Book book = Context.Book(_instrument);
        if (book.Status is not (TradingStatus.Trading or TradingStatus.Unknown))
        {
            int count = Context.CopyWorkingOrders(_orders);
            SendDifference(Side.Buy, [], count);
            SendDifference(Side.Sell, [], count);
        }
        else if (book.IsTwoSided && Context.TimeNs >= _resumeTimeNs)
        {
            // The side that the market moves toward goes first: its old orders must be gone before the other side
            // follows.
            double midTicks = MidTicks(book);
            Side first = midTicks > _quotedMidTicks ? Side.Sell : Side.Buy;
            _quotedMidTicks = midTicks;
            int count = Context.CopyWorkingOrders(_orders);
            QuoteSide(first, book, count);
            QuoteSide(first.Opposite(), book, count);
        }
    }

    private void QuoteSide(Side side, Book book, int orderCount)
    {
        long holding = Context.Position(_instrument).Quantity.Raw;
        long size = OrderSize.Raw;
        double centre = AvellanedaStoikovModel.ReservationTicks(
            _quotedMidTicks, (double)holding / size, RiskAversion, _volatility.Variance, HorizonSeconds);
        double half = AvellanedaStoikovModel.HalfSpreadTicks(
            RiskAversion, _volatility.Variance, HorizonSeconds, FillDecay);

        // Only as many levels as the holding may still grow by in this side's direction.
        long levels = Math.Clamp((InventoryMax.Raw - holding * side.Sign()) / size, 0, Levels);
        Price touch = side == Side.Buy ? book.BestBid.Price : book.BestOffer.Price;
        Span<Price> prices = _prices.AsSpan(0, (int)levels);
        int count = LadderPrices.Fill(side, centre - half * side.Sign(), touch, Tick(book), StepTicks, prices);
        SendDifference(side, prices[..count], orderCount);
    }

    private void SendDifference(Side side, ReadOnlySpan<Price> prices, int orderCount)
    {
        _planner.Plan(side, prices, _orders.AsSpan(0, orderCount), OrderSize);
        foreach (ref readonly LadderAction action in _planner.Actions)
        {
            if (!_budget.TryTake(Context.TimeNs, MessagesPerSecondMax))
            {
                return;
            }

            _messages++;
            SendResult result = action.Kind switch
            {
                LadderActionKind.Send => Context.Send(NewOrder.Limit(_instrument, side, action.Price, action.Quantity)),
                LadderActionKind.Replace => Context.Replace(action.OrderId, action.Price, action.Quantity),
                _ => Context.Cancel(action.OrderId),
            };
            if (!result.IsSent && !CountRefusal(result.Reason))
            {
                return;
            }
        }
    }

    /// <summary>True when the pass may go on after this refusal; otherwise quoting pauses for a second.</summary>
    private bool CountRefusal(RejectReason reason)
    {
        _refusals++;
        if (Refusals.IsPassing(reason))
        {
            return true;
        }

        _resumeTimeNs = Context.TimeNs + Refusals.PauseNs;
        Context.Log(LogLevel.Warning, "quoting pauses, an order was rejected: {0:reason}"u8, (long)reason);
        return false;
    }

    /// <summary>The quote size in whole lots, at least one.</summary>
    private Quantity OrderSize
    {
        get
        {
            long lot = Context.Instrument(_instrument).Lot.Raw;
            return Math.Max(lot, QuoteSize.Raw - QuoteSize.Raw % lot);
        }
    }

    private Price Tick(Book book) => Context.Instrument(_instrument).Ticks.IncrementAt(book.BestBid.Price);

    private double MidTicks(Book book) => (double)book.Mid.Raw / Tick(book).Raw;
}
