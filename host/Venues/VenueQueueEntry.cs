using Strategies.Sdk;

namespace Strategies.Venues;

/// <summary>One entry of a price level's queue, for people and tests.</summary>
/// <param name="IsOwn">True for one of our orders.</param>
/// <param name="Reference">Our order identifier or the data's order reference; 0 for anonymous volume.</param>
/// <param name="Historical">What the data says is left; zero for ours.</param>
/// <param name="Available">What can be taken; for ours the leaves.</param>
public readonly record struct VenueQueueEntry(bool IsOwn, ulong Reference, Quantity Historical, Quantity Available);
