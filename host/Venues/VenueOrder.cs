using Strategies.Sdk;

namespace Strategies.Venues;

/// <summary>An open order of ours as the venue has it, for a reconciliation.</summary>
/// <param name="OrderId">The engine's identifier.</param>
/// <param name="Instrument">The instrument.</param>
/// <param name="Side">Buy or sell.</param>
/// <param name="TimeInForce">How long it stays in force.</param>
/// <param name="Price">The limit; zero for a market order.</param>
/// <param name="CumQty">What has traded.</param>
/// <param name="LeavesQty">What can still trade.</param>
/// <param name="IsOnItsWay">True when it has not arrived yet.</param>
public readonly record struct VenueOrder(
    OrderId OrderId,
    InstrumentId Instrument,
    Side Side,
    TimeInForce TimeInForce,
    Price Price,
    Quantity CumQty,
    Quantity LeavesQty,
    bool IsOnItsWay);
