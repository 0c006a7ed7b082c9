using Strategies.Common;
using Strategies.Sdk;

namespace Strategies.Momentum;

/// <summary>
/// A taker: when trade flow and mid both run one way it enters through the far touch with an immediate-or-cancel order,
/// then closes through a ladder of resting child orders. What the ladder does not close in time, or before the loss
/// stop, goes through the touch again.
/// </summary>
/// <remarks>
/// Which phase it is in follows from the slot's position and working orders, which the engine owns, and from the order
/// tags; the saved state adds only what they do not tell: when and where the holding began, and whether it is being
/// closed.
/// </remarks>
public sealed partial class MomentumTakerStrategy : Strategy
{
    private const long ManageTimer = 1;
    private const long NanosecondsPerMillisecond = 1_000_000;
    private const double NanosecondsPerSecond = 1e9;
    private const int RungsMax = 48;
    private const int WorkingOrdersMax = 128;

    /// <summary>Tags of entry and exit orders; a child order has <see cref="FirstRungTag"/> plus its rung.</summary>
    private const long EntryTag = 1, ExitTag = 2, FirstRungTag = 100;

    // Scratch space of one pass; nothing here outlives a callback.
    private readonly WorkingOrder[] _orders = new WorkingOrder[WorkingOrdersMax];
    private readonly bool[] _isRungTaken = new bool[RungsMax];

    private InstrumentId _instrument;
    private CallbackCounters _callbacks;
    private MessageBudget _budget;
    private MomentumSignal _signal;
    private bool _isHolding;
    private bool _isExiting;
    private Price _entryMid;
    private long _entryTimeNs;
    private long _resumeTimeNs;
    private long _nextEntryTimeNs;
    private long _entries;
    private long _stops;
    private long _refusals;

    /// <inheritdoc/>
    public override void OnStart()
    {
        _instrument = new InstrumentId(InstrumentNumber == 0 ? 1 : (int)InstrumentNumber);
        Context.Subscribe(_instrument);
        Context.SetTimer(ManageTimer, Context.TimeNs + ManageIntervalMs * NanosecondsPerMillisecond);
    }

    /// <inheritdoc/>
    public override void OnStop()
    {
        _callbacks.Publish(Context);
        Context.Publish("entries"u8, _entries);
        Context.Publish("stops"u8, _stops);
        Context.Publish("refusals"u8, _refusals);
    }

    /// <inheritdoc/>
    public override void OnBook(in BookEvent bookEvent)
    {
        _callbacks.Book++;
        if (bookEvent.Instrument == _instrument && bookEvent.IsLastInPacket)
        {
            FollowMarket();
        }
    }

    /// <inheritdoc/>
    public override void OnTrade(in TradeEvent trade)
    {
        _callbacks.Trade++;
        if (trade.Instrument != _instrument)
        {
            return;
        }

        if (trade.RestingSide != Side.None)
        {
            // The taker stands on the other side of the order that rested.
            long signedQuantity = trade.Quantity.Raw * trade.RestingSide.Opposite().Sign();
            _signal.AddTrade(Context.TimeNs, signedQuantity, FlowMemorySeconds);
        }

        if (trade.IsLastInPacket)
        {
            FollowMarket();
        }
    }

    /// <inheritdoc/>
    public override void OnMarketStatus(in MarketStatusEvent status) => _callbacks.Status++;

    /// <inheritdoc/>
    public override void OnOrderUpdate(in OrderUpdate update)
    {
        _callbacks.OrderUpdate++;
        if (update.RejectReason != RejectReason.None)
        {
            CountRefusal(update.RejectReason);
        }

        Manage();
    }

    /// <inheritdoc/>
    public override void OnTimer(in TimerEvent timer)
    {
        _callbacks.Timer++;
        Context.SetTimer(ManageTimer, Context.TimeNs + ManageIntervalMs * NanosecondsPerMillisecond);
        Manage();
    }

    /// <inheritdoc/>
    public override void Save(ref StateWriter writer)
    {
        writer.Write(_instrument);
        _callbacks.Save(ref writer);
        _budget.Save(ref writer);
        _signal.Save(ref writer);
        writer.Write(_isHolding);
        writer.Write(_isExiting);
        writer.Write(_entryMid);
        writer.Write(_entryTimeNs);
        writer.Write(_resumeTimeNs);
        writer.Write(_nextEntryTimeNs);
        writer.Write(_entries);
        writer.Write(_stops);
        writer.Write(_refusals);
    }

    /// <inheritdoc/>
    public override void Restore(ref StateReader reader)
    {
        if (reader.SchemaVersion != 1)
        {
            throw new StateSchemaException("the momentum taker reads state schema 1 only");
        }

        _instrument = reader.ReadInstrumentId();
        _callbacks.Restore(ref reader);
        _budget.Restore(ref reader);
        _signal.Restore(ref reader);
        _isHolding = reader.ReadBoolean();
        _isExiting = reader.ReadBoolean();
        _entryMid = reader.ReadPrice();
        _entryTimeNs = reader.ReadInt64();
        _resumeTimeNs = reader.ReadInt64();
        _nextEntryTimeNs = reader.ReadInt64();
        _entries = reader.ReadInt64();
        _stops = reader.ReadInt64();
        _refusals = reader.ReadInt64();
        if (_instrument.Value < 1 || reader.Remaining != 0)
        {
            throw new StateSchemaException("the saved state is not one of the momentum taker");
        }
    }
}
