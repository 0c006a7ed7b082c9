namespace Strategies.Sdk;

/// <summary>All that a strategy can do and see besides its callbacks. Implemented once, in the engine.</summary>
/// <remarks>
/// Every member is called on the engine's thread inside a callback, allocates nothing and never blocks.
/// </remarks>
public abstract class StrategyContext
{
    /// <summary>Only the engine makes contexts.</summary>
    internal StrategyContext()
    {
    }

    /// <summary>
    /// Engine time: receive time of the record that is being processed, ns since 1970-01-01 UTC; never goes back.
    /// </summary>
    public abstract long TimeNs { get; }

    /// <summary>Number of instruments in the universe: identifiers run from 1 to this.</summary>
    public abstract int InstrumentCount { get; }

    /// <summary>Looks an instrument up by its symbol, with its venue where the symbol alone is not enough.</summary>
    /// <param name="symbol">
    /// For example <c>AMZN</c>, or <c>AMZN@XNAS</c> with the venue's name as the session has it.
    /// </param>
    /// <returns>The instrument; none when there is none, and when several venues have the symbol and none is named.</returns>
    public abstract InstrumentId FindInstrument(ReadOnlySpan<char> symbol);

    /// <summary>The instrument's definition for the day.</summary>
    /// <param name="instrument">An instrument of the universe.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not in the universe.</exception>
    public abstract Instrument Instrument(InstrumentId instrument);

    /// <summary>Asks for the market data of an instrument; market-wide messages come to every strategy.</summary>
    /// <param name="instrument">An instrument of the universe.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not in the universe.</exception>
    /// <exception cref="InvalidOperationException">
    /// State is just being handed over (use <see cref="Strategy.OnHandover"/>), or the callback has done too much
    /// already.
    /// </exception>
    public abstract void Subscribe(InstrumentId instrument);

    /// <summary>The instrument's book.</summary>
    /// <param name="instrument">An instrument of the universe.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not in the universe.</exception>
    public abstract Book Book(InstrumentId instrument);

    /// <summary>Sends a new order through the risk gate.</summary>
    /// <param name="order">The order.</param>
    /// <returns>
    /// Its identifier, and why it was refused if it was. A refusal by the gate is told here only, not in a callback.
    /// </returns>
    /// <exception cref="InvalidOperationException">
    /// The slot has asked for more in this second than it may, of orders or, in the calls below, of timers, subscriptions, lines or
    /// numbers. The callback is undone and the slot quarantined, whether or not this is caught.
    /// </exception>
    public abstract SendResult Send(in NewOrder order);

    /// <summary>
    /// Asks the venue to change price and quantity of a working order; the gate reserves the larger of old and new.
    /// </summary>
    /// <param name="orderId">One of the slot's own orders.</param>
    /// <param name="price">The new limit price.</param>
    /// <param name="quantity">The new total quantity, above what is already filled.</param>
    public abstract SendResult Replace(OrderId orderId, Price price, Quantity quantity);

    /// <summary>Asks the venue to cancel a working order. Risk never stops a cancel.</summary>
    /// <param name="orderId">One of the slot's own orders.</param>
    public abstract SendResult Cancel(OrderId orderId);

    /// <summary>Number of the slot's orders that can still trade.</summary>
    public abstract int WorkingOrderCount { get; }

    /// <summary>Copies the slot's orders that can still trade, oldest first.</summary>
    /// <param name="orders">Where they go.</param>
    /// <returns>How many were copied: at most the length of <paramref name="orders"/>.</returns>
    public abstract int CopyWorkingOrders(Span<WorkingOrder> orders);

    /// <summary>Looks up one of the slot's own orders that can still trade.</summary>
    /// <param name="orderId">The order.</param>
    /// <param name="order">Its state.</param>
    /// <returns>False when it has ended or is not the slot's own.</returns>
    public abstract bool TryGetOrder(OrderId orderId, out WorkingOrder order);

    /// <summary>The slot's own position in an instrument.</summary>
    /// <param name="instrument">An instrument of the universe.</param>
    public abstract Position Position(InstrumentId instrument);

    /// <summary>
    /// Sets a timer, or moves it if one with this number is set. Timers belong to the slot and survive a swap.
    /// </summary>
    /// <param name="timerId">The strategy's own number for it.</param>
    /// <param name="dueTimeNs">
    /// Engine time at which to call back; a time that has passed fires with the next record.
    /// </param>
    /// <returns>False when the slot already has its largest number of timers (64).</returns>
    /// <exception cref="InvalidOperationException">State is just being handed over.</exception>
    public abstract bool SetTimer(long timerId, long dueTimeNs);

    /// <summary>Removes a timer.</summary>
    /// <param name="timerId">The strategy's own number for it.</param>
    /// <returns>False when no such timer is set.</returns>
    /// <exception cref="InvalidOperationException">State is just being handed over.</exception>
    public abstract bool CancelTimer(long timerId);

    /// <summary>
    /// Writes a line to the log without allocating: numbers are put in for the placeholders later, off the hot path.
    /// </summary>
    /// <param name="level">How much it matters.</param>
    /// <param name="template">
    /// A UTF-8 literal such as <c>"skew {0} ticks"u8</c>, up to 200 bytes; longer is cut. <c>{0:price}</c> is a price, given as
    /// its raw value; <c>{0:order}</c> an order's identifier, as its value; <c>{0:reason}</c> a <see cref="RejectReason"/>;
    /// <c>{0:time}</c> a time, in ns since 1970-01-01 UTC.
    /// </param>
    /// <param name="argument0">For <c>{0}</c>.</param>
    /// <param name="argument1">For <c>{1}</c>.</param>
    /// <param name="argument2">For <c>{2}</c>.</param>
    public abstract void Log(
        LogLevel level, ReadOnlySpan<byte> template, long argument0 = 0, long argument1 = 0, long argument2 = 0);

    /// <summary>Publishes a number under a name, for reports and dashboards; the newest value counts.</summary>
    /// <param name="name">A UTF-8 literal, up to 32 bytes; longer is cut.</param>
    /// <param name="value">The number.</param>
    public abstract void Publish(ReadOnlySpan<byte> name, long value);
}
