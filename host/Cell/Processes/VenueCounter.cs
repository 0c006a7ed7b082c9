namespace Strategies.Cell.Processes;

/// <summary>The venue process's counters, by their place.</summary>
public enum VenueCounter
{
    /// <summary>Packets of the day published, those of an ended process too.</summary>
    Packets = 0,

    /// <summary>Messages in those packets.</summary>
    Messages,

    /// <summary>The exchange's time of the last packet published, ns since 1970-01-01 UTC.</summary>
    FeedTimeNs,

    /// <summary>Orders and requests handed to the exchange.</summary>
    Orders,

    /// <summary>Orders and requests that came again and were dropped.</summary>
    Repeats,

    /// <summary>New orders and replaces refused because the session was blocked or killed.</summary>
    Blocked,

    /// <summary>Working orders at the exchange.</summary>
    WorkingOrders,

    /// <summary>Reports published.</summary>
    Reports,

    /// <summary>1 while new orders are blocked since the core is silent (T1).</summary>
    IsBlocked,

    /// <summary>1 while all orders are canceled since the core is silent (T2) or the cell is killed.</summary>
    IsCanceled,

    /// <summary>Times that T1 was reached.</summary>
    Blocks,

    /// <summary>Times that T2 was reached.</summary>
    MassCancels,

    /// <summary>CLOCK_MONOTONIC when new orders were last blocked, ns.</summary>
    BlockedAtNs,

    /// <summary>CLOCK_MONOTONIC when orders were last mass-canceled, ns.</summary>
    CanceledAtNs,

    /// <summary>CLOCK_MONOTONIC when the session was last free again, ns.</summary>
    FreeAtNs,

    /// <summary>1 when the recorded feed has ended.</summary>
    IsFeedEnded,

    /// <summary>Times that the market ring was full and the feed waited.</summary>
    RingFull,

    /// <summary>Starts of the process in the session that the core's order ring has seen: 1 for the first.</summary>
    Starts,
}
