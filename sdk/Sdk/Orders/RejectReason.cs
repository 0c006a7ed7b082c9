namespace Strategies.Sdk;

/// <summary>Why an order or a request was refused, by the gate before it left or by the venue afterwards.</summary>
/// <remarks>
/// Names are stable: reports and the journal carry them. <see cref="RejectReasonExtensions.ToOrdRejReason"/> gives
/// FIX's number.
/// </remarks>
public enum RejectReason : byte
{
    /// <summary>Not refused.</summary>
    None = 0,

    /// <summary>The instrument is not in the cell's universe.</summary>
    UnknownInstrument = 1,

    /// <summary>The instrument is halted or not tradable.</summary>
    InstrumentNotTradable = 2,

    /// <summary>The price is not a multiple of the tick that holds at that price.</summary>
    InvalidTick = 3,

    /// <summary>The quantity is not positive or not a multiple of the lot.</summary>
    InvalidLot = 4,

    /// <summary>A limit order without a positive price, or a market order with one.</summary>
    InvalidPrice = 5,

    /// <summary>Side, order type or time in force is not one that is known.</summary>
    InvalidOrder = 6,

    /// <summary>More than the largest quantity of one order.</summary>
    MaxQuantity = 7,

    /// <summary>More than the largest notional of one order.</summary>
    MaxNotional = 8,

    /// <summary>The price is too far through the reference price.</summary>
    PriceCollar = 9,

    /// <summary>There is no reference price, or it is too old.</summary>
    StaleReference = 10,

    /// <summary>The position could exceed its limit if all working orders of one side were filled.</summary>
    MaxPosition = 11,

    /// <summary>Too many messages in the window.</summary>
    MessageThrottle = 12,

    /// <summary>A kill switch is set at one of the order's scopes.</summary>
    KillSwitch = 13,

    /// <summary>A mandatory limit is set at no scope.</summary>
    LimitNotSet = 14,

    /// <summary>The order is not known or not the slot's own.</summary>
    UnknownOrder = 15,

    /// <summary>The order has ended.</summary>
    TooLate = 16,

    /// <summary>A cancel or replace of the order is already outstanding.</summary>
    AlreadyPending = 17,

    /// <summary>A replace to a quantity at or below what is already filled.</summary>
    BelowCumQty = 18,

    /// <summary>The slot is not running: stopped, quarantined or being replaced.</summary>
    SlotNotRunning = 19,

    /// <summary>
    /// The slot has as many working orders as it may, or its callbacks have made as many outputs of this input, or done as much.
    /// </summary>
    CapacityExceeded = 20,

    /// <summary>The venue session is down.</summary>
    VenueDown = 21,

    /// <summary>The venue refused it.</summary>
    VenueRejected = 22,

    /// <summary>It would have traded with an order of the same firm.</summary>
    SelfMatch = 23,

    /// <summary>New orders are held back for now: the journal cannot be made safe.</summary>
    SendsHeld = 24,
}
