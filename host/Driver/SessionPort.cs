using Strategies.Sdk;
using Strategies.Venues;

namespace Strategies.Driver;

/// <summary>
/// An order port of which the far ends, the owners of the sessions with the venues, are asked questions too: which orders they
/// have, and to end the day. Questions go the way of the orders, so that each stands behind what was sent before it.
/// </summary>
/// <remarks>The hot thread's: neither blocks nor allocates.</remarks>
public abstract class SessionPort : OrderPort
{
    /// <summary>Sends a question; its answer comes as the port's own reports do.</summary>
    /// <param name="venue">The venue whose session's owner is asked.</param>
    /// <param name="type">What is asked, as the two ends have agreed.</param>
    /// <param name="question">The question, of a few bytes.</param>
    /// <returns>False when it cannot be taken now and must be asked again.</returns>
    public abstract bool TryAsk(VenueId venue, uint type, ReadOnlySpan<byte> question);
}
