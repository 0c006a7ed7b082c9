namespace Strategies.Sdk;

/// <summary>State of an order (FIX 4.4 tag 39); the values are FIX's characters.</summary>
public enum OrdStatus : byte
{
    /// <summary>No order.</summary>
    None = 0,

    /// <summary>Accepted, nothing filled.</summary>
    New = (byte)'0',

    /// <summary>Partly filled.</summary>
    PartiallyFilled = (byte)'1',

    /// <summary>Wholly filled.</summary>
    Filled = (byte)'2',

    /// <summary>Ended for the day.</summary>
    DoneForDay = (byte)'3',

    /// <summary>Canceled.</summary>
    Canceled = (byte)'4',

    /// <summary>A cancel request is outstanding.</summary>
    PendingCancel = (byte)'6',

    /// <summary>An execution is guaranteed.</summary>
    Stopped = (byte)'7',

    /// <summary>Rejected.</summary>
    Rejected = (byte)'8',

    /// <summary>Suspended.</summary>
    Suspended = (byte)'9',

    /// <summary>Sent, not yet accepted.</summary>
    PendingNew = (byte)'A',

    /// <summary>Ended, with fees calculated.</summary>
    Calculated = (byte)'B',

    /// <summary>Expired.</summary>
    Expired = (byte)'C',

    /// <summary>A replace request is outstanding.</summary>
    PendingReplace = (byte)'E',
}
