namespace Strategies.Sdk;

/// <summary>What the gate said to a new order, a replace or a cancel, in the same call.</summary>
/// <param name="OrderId">
/// The order. It has an identifier also when it is refused, so that the refusal can be found in the journal.
/// </param>
/// <param name="Reason">None when the order or request left; otherwise why it did not.</param>
public readonly record struct SendResult(OrderId OrderId, RejectReason Reason)
{
    /// <summary>True when it left.</summary>
    public bool IsSent => Reason == RejectReason.None;
}
