using Strategies.Sdk;
using Strategies.Venues.Latency;

namespace Strategies.Plans;

/// <summary>A venue of a session with everything looked up.</summary>
/// <param name="Id">Its number, from 1: the source's number in the headers of its records.</param>
/// <param name="Plan">The plan's words on it.</param>
/// <param name="Latencies">How long messages to and from it take.</param>
public sealed record VenueSetup(VenueId Id, VenuePlan Plan, VenueLatencies Latencies)
{
    /// <summary>Its name.</summary>
    public string Name => Plan.Name;
}
