using Strategies.Sdk;

namespace Strategies.MarketData;

/// <summary>One message of a feed in the engine's own terms.</summary>
public struct MarketMessage
{
    /// <summary>What it does.</summary>
    public MarketMessageKind Kind;

    /// <summary>Side of the resting order; none where the feed does not say.</summary>
    public Side Side;

    /// <summary>
    /// The venue's own code: ITCH event code, trading state, halt action, restriction or kind of cross; zero otherwise.
    /// </summary>
    public byte Code;

    /// <summary>
    /// False for executions that do not count for the tape: those of displayed orders in a cross, whose print
    /// (<see cref="MarketMessageKind.CrossTrade"/>) follows.
    /// </summary>
    public bool IsPrintable;

    /// <summary>
    /// True when price and side are stated by the message itself, so that it can act on an order older than the data
    /// (LOBSTER). Otherwise (ITCH execute, cancel, delete) price and side are the resting order's and an unknown order
    /// changes nothing.
    /// </summary>
    public bool HasPrice;

    /// <summary>
    /// Instrument; none when the message concerns the whole market or an instrument outside the universe.
    /// </summary>
    public InstrumentId Instrument;

    /// <summary>
    /// Price: of the order for Add and Replace, of the execution for Execute where it differs from the order's.
    /// </summary>
    public Price Price;

    /// <summary>
    /// Quantity added, executed, canceled or set; for a LOBSTER delete what was left; unknown (zero) for an ITCH
    /// delete.
    /// </summary>
    public Quantity Quantity;

    /// <summary>The venue's reference of the resting order.</summary>
    public ulong OrderReference;

    /// <summary>For Replace the new reference.</summary>
    public ulong NewOrderReference;

    /// <summary>The venue's own time, ns since 1970-01-01 UTC.</summary>
    public long ExchangeTimeNs;
}
