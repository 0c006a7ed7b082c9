using Strategies.Sdk;

namespace Strategies.Samples.BasketQuoter;

/// <summary>What is known of the one order that quotes a side of an instrument.</summary>
internal struct Quote
{
    /// <summary>The order; none while nothing works.</summary>
    public OrderId OrderId;

    /// <summary>The price that was last asked for; zero when no order is wanted.</summary>
    public Price Price;
}
