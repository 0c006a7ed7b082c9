using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Gateways;

/// <summary>An order or request that the owner of the session refuses itself.</summary>
/// <param name="Type">New order, replace or cancel request.</param>
/// <param name="Order">The order or request.</param>
/// <param name="Reason">Why.</param>
/// <param name="Behind">Number of the last one that was handed to the exchange before.</param>
internal readonly record struct OwnRefusal(RecordType Type, OrderPayload Order, RejectReason Reason, long Behind);
