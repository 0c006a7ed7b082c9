using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Venues.Simulation;

/// <summary>An order or request on its way to the venue.</summary>
/// <param name="ArrivalTimeNs">When it arrives, ns since 1970-01-01 UTC.</param>
/// <param name="Type">New order, replace request or cancel request.</param>
/// <param name="Order">The order or request.</param>
/// <param name="Refusal">Why it is refused whatever it says; none: it is looked at when it arrives.</param>
internal readonly record struct InFlightRequest(
    long ArrivalTimeNs,
    RecordType Type,
    OrderPayload Order,
    RejectReason Refusal = RejectReason.None);
