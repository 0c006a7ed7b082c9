using Strategies.Engine.Records;

namespace Strategies.Venues.Simulation;

/// <summary>An order or request on its way to the venue.</summary>
/// <param name="ArrivalTimeNs">When it arrives, ns since 1970-01-01 UTC.</param>
/// <param name="Type">New order, replace request or cancel request.</param>
/// <param name="Order">The order or request.</param>
internal readonly record struct InFlightRequest(long ArrivalTimeNs, RecordType Type, OrderPayload Order);
