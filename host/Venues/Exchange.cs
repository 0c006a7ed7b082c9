using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Venues;

/// <summary>
/// An exchange as the owner of an order session sees it: it takes orders and requests, and tells by events what came of
/// them, now or after any number of turns. No call waits.
/// </summary>
/// <remarks>
/// <para><b>Reports.</b> Everything that was taken is answered, each by a report of its own, cancels of
/// <see cref="Cancel"/> too. Reports of what was written while the session was down come behind the next
/// <see cref="ExchangeEventKind.SessionUp"/>. No report number is used twice within a day, also not by an exchange that
/// starts anew.</para>
/// <para><b>Requests</b> (mass cancel, open orders, end of day) are answered in their order, several may be under way.
/// When the session goes down those that are not answered are forgotten, and what is requested while it is down is as
/// well: whoever asked asks again when it is up.</para>
/// <para><b>Memory.</b> It persists what it has sent before it says so, so that nothing is sent twice over restarts of
/// either side: <see cref="LastSent"/>.</para>
/// <para>One thread's, the owner's.</para>
/// </remarks>
public abstract class Exchange : IDisposable
{
    /// <summary>
    /// Key of the order or request that was sent last, over restarts too; the default when none was, or none is known.
    /// </summary>
    public abstract OrderKey LastSent { get; }

    /// <summary>Offers an order or a request of the engine.</summary>
    /// <param name="order">
    /// One record of type <see cref="RecordType.NewOrderSingle"/>,
    /// <see cref="RecordType.OrderCancelReplaceRequest"/> or <see cref="RecordType.OrderCancelRequest"/> with an
    /// <see cref="OrderPayload"/>; its key is (sequence, index) of its header. It is copied.
    /// </param>
    /// <returns>False when it cannot be taken now, above all while the session is down: offer it again.</returns>
    public abstract bool TryOffer(ReadOnlySpan<byte> order);

    /// <summary>
    /// Asks to cancel all that works; <see cref="ExchangeEventKind.CancelDone"/> stands behind the last of their
    /// reports. What is still on its way then is refused when it arrives, or was canceled with the others.
    /// </summary>
    /// <param name="reason">Why, for the reports of an exchange that tells.</param>
    public abstract void RequestMassCancel(RejectReason reason);

    /// <summary>
    /// Asks for all open orders, those on their way too: <see cref="ExchangeEventKind.OpenOrder"/> for each and
    /// <see cref="ExchangeEventKind.EndOfList"/> behind them. Every report that was written before stands in front.
    /// </summary>
    /// <param name="mark">Names the question in its answer.</param>
    public abstract void RequestOpenOrders(ulong mark);

    /// <summary>
    /// Withdraws an order that the core does not know. It is answered as a cancel request is: by a report that ends the
    /// order, or by a cancel reject.
    /// </summary>
    /// <param name="orderId">The order; it need not be known.</param>
    public abstract void Cancel(ulong orderId);

    /// <summary>
    /// Ends the day: what is on its way arrives, what rests expires, and <see cref="ExchangeEventKind.DayEnded"/> stands
    /// behind the last report. Orders offered later are refused, nothing else happens any more.
    /// </summary>
    /// <param name="mark">Names the question in its answer.</param>
    public abstract void EndDay(ulong mark);

    /// <summary>Does what is due.</summary>
    /// <param name="nowNs">Session time, ns since 1970-01-01 UTC; it never goes back.</param>
    /// <returns>True when anything happened.</returns>
    public abstract bool Turn(long nowNs);

    /// <summary>Takes the next event, the oldest first.</summary>
    /// <param name="next">The event; good until the next call of any member.</param>
    /// <returns>False when there is none.</returns>
    public abstract bool TryPoll(out ExchangeEvent next);

    /// <summary>Ends the session and gives back what it holds; what it persists stays.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives back what the exchange holds.</summary>
    /// <param name="disposing">True when called from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}
