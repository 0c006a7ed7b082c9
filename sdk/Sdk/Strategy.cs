namespace Strategies.Sdk;

/// <summary>
/// Base of every trading strategy. The engine calls the callbacks one at a time on one thread; a strategy keeps its
/// state in instance fields, reads no clock, no file and no randomness, and so does the same again in a replay, bit for
/// bit.
/// </summary>
/// <remarks>
/// After start no callback may allocate. An exception that leaves a callback quarantines the slot: what the callback
/// sent is discarded whole and the slot's working orders are canceled.
/// </remarks>
public abstract class Strategy
{
    private StrategyContext? _context;

    /// <summary>What the strategy can do and see. Not there yet in the constructor.</summary>
    /// <exception cref="InvalidOperationException">Used in the constructor.</exception>
    protected StrategyContext Context =>
        _context ?? throw new InvalidOperationException(
            "the context is there from OnStart or Restore on, not in the constructor");

    /// <summary>Version of what <see cref="Save"/> writes; raise it when that changes.</summary>
    public virtual int StateSchemaVersion => 1;

    /// <summary>
    /// The slot starts with this instance and no earlier state. Subscribe and set timers here. The slot need not be new: what an
    /// earlier version has left is still its own, positions above all, and orders that are being canceled
    /// (<see cref="StrategyContext.CopyWorkingOrders"/>) and may fill until the venue says so.
    /// </summary>
    public virtual void OnStart()
    {
    }

    /// <summary>
    /// The slot goes on with this instance: called instead of <see cref="OnStart"/> after its state was restored, and
    /// when a stopped slot is started again. Subscriptions, timers and working orders are the slot's and still there; ask
    /// for more of them here. Not called when the engine itself comes back from a snapshot: what is derived from state
    /// has to be derived in <see cref="Restore"/>, where the context can be read.
    /// </summary>
    public virtual void OnHandover()
    {
    }

    /// <summary>The slot is being stopped; the engine cancels its working orders afterwards.</summary>
    public virtual void OnStop()
    {
    }

    /// <summary>A message changed the book of a subscribed instrument.</summary>
    /// <param name="bookEvent">The message.</param>
    public virtual void OnBook(in BookEvent bookEvent)
    {
    }

    /// <summary>An execution was published for a subscribed instrument.</summary>
    /// <param name="trade">The execution.</param>
    public virtual void OnTrade(in TradeEvent trade)
    {
    }

    /// <summary>The venue said something of one of the slot's orders.</summary>
    /// <param name="update">What it said and the order's state now.</param>
    public virtual void OnOrderUpdate(in OrderUpdate update)
    {
    }

    /// <summary>A timer is due.</summary>
    /// <param name="timer">The timer.</param>
    public virtual void OnTimer(in TimerEvent timer)
    {
    }

    /// <summary>The state of the market or of a subscribed instrument changed.</summary>
    /// <param name="status">The message.</param>
    public virtual void OnMarketStatus(in MarketStatusEvent status)
    {
    }

    /// <summary>One or more parameters have new values, all of them already set.</summary>
    public virtual void OnParametersChanged()
    {
    }

    /// <summary>
    /// Writes all state that matters for what the strategy does next. Lossless: an instance restored from it goes on
    /// exactly as this one would. Parameters, timers, positions and orders belong to the slot and are not written.
    /// </summary>
    /// <param name="writer">
    /// Where it goes; its <see cref="StateWriter.SchemaVersion"/> says which schema to write.
    /// </param>
    public abstract void Save(ref StateWriter writer);

    /// <summary>
    /// Takes over state that <see cref="Save"/> of this or an earlier version wrote, on a fresh instance or on one that
    /// comes back in a rollback: every field must be set. Nothing may be sent or set here; after a swap
    /// <see cref="OnHandover"/> follows, after the recovery of an engine nothing does.
    /// </summary>
    /// <param name="reader">
    /// The bytes; its <see cref="StateReader.SchemaVersion"/> says which schema they are in.
    /// </param>
    /// <exception cref="StateSchemaException">Thrown to refuse: the swap does not happen.</exception>
    public abstract void Restore(ref StateReader reader);

    /// <summary>
    /// Reserved: writes only what changed since a copy of the state that was taken earlier. Not called yet.
    /// </summary>
    /// <param name="writer">Where it goes.</param>
    /// <returns>False: not supported, the whole state is carried.</returns>
    public virtual bool SaveDelta(ref StateWriter writer) => false;

    internal void Attach(StrategyContext context) => _context = context;
}
