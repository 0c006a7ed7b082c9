namespace Strategies.Sdk;

/// <summary>What an execution report says (FIX 4.4 tag 150); the values are FIX's characters.</summary>
public enum ExecType : byte
{
    /// <summary>No report.</summary>
    None = 0,

    /// <summary>The order was accepted.</summary>
    New = (byte)'0',

    /// <summary>A day order ended for the day.</summary>
    DoneForDay = (byte)'3',

    /// <summary>The order was canceled.</summary>
    Canceled = (byte)'4',

    /// <summary>The order was replaced.</summary>
    Replaced = (byte)'5',

    /// <summary>A cancel request is being worked on.</summary>
    PendingCancel = (byte)'6',

    /// <summary>A specialist guaranteed an execution.</summary>
    Stopped = (byte)'7',

    /// <summary>The order, or a request to change it, was rejected.</summary>
    Rejected = (byte)'8',

    /// <summary>The order is suspended.</summary>
    Suspended = (byte)'9',

    /// <summary>The order was received and is not accepted yet.</summary>
    PendingNew = (byte)'A',

    /// <summary>Fees were calculated after the end of the order.</summary>
    Calculated = (byte)'B',

    /// <summary>The order expired.</summary>
    Expired = (byte)'C',

    /// <summary>The venue changed the order by itself.</summary>
    Restated = (byte)'D',

    /// <summary>A replace request is being worked on.</summary>
    PendingReplace = (byte)'E',

    /// <summary>A fill or part of one.</summary>
    Trade = (byte)'F',

    /// <summary>An earlier fill was corrected.</summary>
    TradeCorrect = (byte)'G',

    /// <summary>An earlier fill was broken.</summary>
    TradeCancel = (byte)'H',

    /// <summary>Answer to a status request; changes nothing.</summary>
    OrderStatus = (byte)'I',
}
