namespace Strategies.Sdk;

/// <summary>How long an order stays in force (FIX tag 59), with FIX's numbers.</summary>
public enum TimeInForce : byte
{
    /// <summary>Until the end of the trading day.</summary>
    Day = 0,

    /// <summary>Immediate or cancel: what does not trade at once is canceled.</summary>
    ImmediateOrCancel = 3,
}
