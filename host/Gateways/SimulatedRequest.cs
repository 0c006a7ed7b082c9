using Strategies.Sdk;
using Strategies.Venues;

namespace Strategies.Gateways;

/// <summary>A request to the simulated exchange that is not answered yet.</summary>
/// <param name="Answer">Kind of the event that ends it.</param>
/// <param name="Mark">Mark of the question; 0 for a mass cancel.</param>
/// <param name="Reason">Why, for a mass cancel.</param>
internal readonly record struct SimulatedRequest(
    ExchangeEventKind Answer, ulong Mark = 0, RejectReason Reason = RejectReason.None);
