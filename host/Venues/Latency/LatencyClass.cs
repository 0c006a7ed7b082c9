namespace Strategies.Venues.Latency;

/// <summary>
/// What a message between engine and venue is, as far as its latency goes. Each class has a model and a stream of draws
/// of its own.
/// </summary>
/// <remarks>
/// A class's number selects its stream: adding one at the end changes no draw of the others, another order would.
/// </remarks>
public enum LatencyClass
{
    /// <summary>A new order on its way to the venue (FIX NewOrderSingle).</summary>
    NewOrder = 0,

    /// <summary>A replace request on its way to the venue (FIX OrderCancelReplaceRequest).</summary>
    Replace = 1,

    /// <summary>A cancel request on its way to the venue (FIX OrderCancelRequest).</summary>
    Cancel = 2,

    /// <summary>
    /// An execution report that is no fill, on its way to the engine: New, Replaced, Canceled, Rejected, Expired.
    /// </summary>
    Acknowledgement = 3,

    /// <summary>An execution report of a fill (ExecType Trade), on its way to the engine.</summary>
    Fill = 4,

    /// <summary>A refused cancel or replace request (FIX OrderCancelReject), on its way to the engine.</summary>
    CancelReject = 5,
}
