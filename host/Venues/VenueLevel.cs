using Strategies.Sdk;

namespace Strategies.Venues;

/// <summary>One price level of the venue's book, for people and tests.</summary>
/// <param name="Price">The price.</param>
/// <param name="Historical">What the data alone says rests here.</param>
/// <param name="Available">
/// What of it can still be taken: less what ours took, more what ours kept away from it.
/// </param>
/// <param name="Own">Leaves of our orders here.</param>
public readonly record struct VenueLevel(Price Price, Quantity Historical, Quantity Available, Quantity Own);
