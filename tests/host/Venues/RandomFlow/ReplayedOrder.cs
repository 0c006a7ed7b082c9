using Strategies.Sdk;

namespace Strategies.Venues.Tests.RandomFlow;

/// <summary>An order of the data in the plain replay, or the anonymous volume of a price.</summary>
public sealed class ReplayedOrder
{
    public required ulong Reference { get; init; }

    public required Side Side { get; init; }

    public required long Cents { get; init; }

    public required long Displayed { get; init; }

    public required long Quantity { get; set; }

    /// <summary>
    /// What orders of ours took from it, as the test found it: the replay itself does not know of ours.
    /// </summary>
    public long Taken { get; set; }

    public bool IsAnonymous => Reference == 0;
}
