using Strategies.Sdk;

namespace Strategies.Samples.RiskProbe;

/// <summary>
/// Provokes refusals one after another, each with a line in the log. What the gate lets through rests far from the
/// market and is canceled at the next step, so that the probe hurts nobody.
/// </summary>
public sealed class RiskProbeStrategy : Strategy
{
    private const long StepTimer = 1;
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const long KeepTradingIntervalSeconds = 60;
    private const int OrdersMax = 512;

    private readonly WorkingOrder[] _orders = new WorkingOrder[OrdersMax];

    private InstrumentId _instrument;
    private ProbeStep _step;
    private long _refusals;
    private long _killSwitchRefusals;
    private long _bookCallbacks, _tradeCallbacks, _statusCallbacks, _orderUpdateCallbacks, _timerCallbacks;

    [Parameter("instrument", Min = 0, Max = int.MaxValue, Description = "Number of the instrument; 0 is the first.")]
    public long InstrumentNumber { get; set; }

    [Parameter("stepInterval", Unit = "s", Min = 2, Max = 3600, Description = "Time between two steps.")]
    public long StepIntervalSeconds { get; set; } = 30;

    [Parameter("excessQuantity", Unit = "shares", Min = 1, Max = 1e12, Description = "Above the largest quantity.")]
    public Quantity ExcessQuantity { get; set; } = 1_000_000;

    [Parameter("notionalQuantity", Unit = "shares", Min = 1, Max = 1e9, Description = "Allowed, but too much money.")]
    public Quantity NotionalQuantity { get; set; } = 4_000;

    [Parameter("positionQuantity", Unit = "shares", Min = 1, Max = 1e9,
        Description = "Each order of the position step.")]
    public Quantity PositionQuantity { get; set; } = 1_000;

    [Parameter("positionOrders", Unit = "orders", Min = 1, Max = 100, Description = "Most orders of that step.")]
    public int PositionOrdersMax { get; set; } = 20;

    [Parameter("burstOrders", Unit = "orders", Min = 1, Max = 256, Description = "Most orders of the message burst.")]
    public int BurstOrdersMax { get; set; } = 200;

    [Parameter("passiveDistance", Unit = "%", Min = 0.5, Max = 50, Description = "How far off passive orders rest.")]
    public double PassivePercent { get; set; } = 5;

    public override void OnStart()
    {
        _instrument = new InstrumentId(InstrumentNumber == 0 ? 1 : (int)InstrumentNumber);
        Context.Subscribe(_instrument);
        Context.SetTimer(StepTimer, Context.TimeNs + StepIntervalSeconds * NanosecondsPerSecond);
    }

    public override void OnStop()
    {
        Context.Publish("callbacks.market"u8, _bookCallbacks + _tradeCallbacks + _statusCallbacks);
        Context.Publish("callbacks.book"u8, _bookCallbacks);
        Context.Publish("callbacks.trade"u8, _tradeCallbacks);
        Context.Publish("callbacks.status"u8, _statusCallbacks);
        Context.Publish("refusals"u8, _refusals);
        Context.Publish("refusals.killSwitch"u8, _killSwitchRefusals);
    }

    public override void OnBook(in BookEvent bookEvent) => _bookCallbacks++;

    public override void OnTrade(in TradeEvent trade) => _tradeCallbacks++;

    public override void OnMarketStatus(in MarketStatusEvent status) => _statusCallbacks++;

    public override void OnOrderUpdate(in OrderUpdate update) => _orderUpdateCallbacks++;

    public override void OnTimer(in TimerEvent timer)
    {
        _timerCallbacks++;
        CancelAll();
        Book book = Context.Book(_instrument);
        if (book.IsTwoSided)
        {
            Probe(book);
            _step = _step == ProbeStep.KeepTrading ? ProbeStep.KeepTrading : _step + 1;
        }

        long intervalSeconds = _step == ProbeStep.KeepTrading ? KeepTradingIntervalSeconds : StepIntervalSeconds;
        Context.SetTimer(StepTimer, Context.TimeNs + intervalSeconds * NanosecondsPerSecond);
    }

    private void Probe(Book book)
    {
        Price tick = Context.Instrument(_instrument).Ticks.IncrementAt(book.BestBid.Price);
        Quantity lot = Context.Instrument(_instrument).Lot;
        Price passive = ProbePrices.Passive(book.BestBid.Price, PassivePercent, tick);
        switch (_step)
        {
            case ProbeStep.OffTick:
                Buy(_instrument, passive + new Price(tick.Raw / 2), lot);
                break;
            case ProbeStep.ZeroQuantity:
                Buy(_instrument, passive, 0);
                break;
            case ProbeStep.UnknownInstrument:
                Buy(new InstrumentId(Context.InstrumentCount + 1), passive, lot);
                break;
            case ProbeStep.ExcessQuantity:
                Buy(_instrument, passive, ExcessQuantity);
                break;
            case ProbeStep.ExcessNotional:
                Buy(_instrument, passive, NotionalQuantity);
                break;
            case ProbeStep.ThroughCollar:
                // Immediate-or-cancel, so that a gate without a collar does not leave it resting above the market.
                Price through = ProbePrices.ThroughCollar(book.BestOffer.Price, tick);
                Buy(_instrument, through, lot, TimeInForce.ImmediateOrCancel);
                break;
            case ProbeStep.PositionLimit:
                FillPositionLimit(passive);
                break;
            case ProbeStep.MessageBurst:
                SendBurst(passive, lot);
                break;
            case ProbeStep.UnknownOrder:
                Report(Context.Replace(new OrderId(ulong.MaxValue), passive, lot));
                break;
            default:
                Buy(_instrument, passive, lot);
                break;
        }
    }

    private void FillPositionLimit(Price passive)
    {
        for (int count = 0; count < PositionOrdersMax && Buy(_instrument, passive, PositionQuantity); count++)
        {
        }

        CancelAll();
    }

    // Each order is canceled at once: cancels count as messages, and hardly anything is left working.
    private void SendBurst(Price passive, Quantity lot)
    {
        for (int count = 0; count < BurstOrdersMax; count++)
        {
            SendResult result = Context.Send(NewOrder.Limit(_instrument, Side.Buy, passive, lot));
            if (!result.IsSent)
            {
                Report(result);
                return;
            }

            Context.Cancel(result.OrderId);
        }

        Context.Log(LogLevel.Warning, "step {0}: nothing refused in {1} orders"u8, (long)_step, BurstOrdersMax);
    }

    private bool Buy(
        InstrumentId instrument, Price price, Quantity quantity, TimeInForce timeInForce = TimeInForce.Day)
    {
        SendResult result = Context.Send(NewOrder.Limit(instrument, Side.Buy, price, quantity, timeInForce));
        Report(result);
        return result.IsSent;
    }

    private void Report(SendResult result)
    {
        long orderId = (long)result.OrderId.Value;
        if (result.IsSent)
        {
            Context.Log(LogLevel.Information, "step {0}: order {1:order} was let through"u8, (long)_step, orderId);
            return;
        }

        _refusals++;
        _killSwitchRefusals += result.Reason == RejectReason.KillSwitch ? 1 : 0;
        Context.Log(
            LogLevel.Information,
            "step {0}: order {1:order} refused, {2:reason}"u8,
            (long)_step,
            orderId,
            (long)result.Reason);
    }

    private void CancelAll()
    {
        int count = Context.CopyWorkingOrders(_orders);
        for (int index = 0; index < count; index++)
        {
            if (_orders[index].OrdStatus != OrdStatus.PendingCancel)
            {
                Context.Cancel(_orders[index].OrderId);
            }
        }
    }

    public override void Save(ref StateWriter writer)
    {
        writer.Write(_instrument);
        writer.Write((int)_step);
        writer.Write(_refusals);
        writer.Write(_killSwitchRefusals);
        writer.Write(_bookCallbacks);
        writer.Write(_tradeCallbacks);
        writer.Write(_statusCallbacks);
        writer.Write(_orderUpdateCallbacks);
        writer.Write(_timerCallbacks);
    }

    public override void Restore(ref StateReader reader)
    {
        if (reader.SchemaVersion != 1)
        {
            throw new StateSchemaException("the risk probe reads state schema 1 only");
        }

        _instrument = reader.ReadInstrumentId();
        _step = (ProbeStep)reader.ReadInt32();
        _refusals = reader.ReadInt64();
        _killSwitchRefusals = reader.ReadInt64();
        _bookCallbacks = reader.ReadInt64();
        _tradeCallbacks = reader.ReadInt64();
        _statusCallbacks = reader.ReadInt64();
        _orderUpdateCallbacks = reader.ReadInt64();
        _timerCallbacks = reader.ReadInt64();
        bool isStep = _step is >= ProbeStep.OffTick and <= ProbeStep.KeepTrading;
        if (_instrument.Value < 1 || !isStep || reader.Remaining != 0)
        {
            throw new StateSchemaException("the saved state is not one of the risk probe");
        }
    }
}
