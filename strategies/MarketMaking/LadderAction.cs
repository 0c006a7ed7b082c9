using Strategies.Sdk;

namespace Strategies.MarketMaking;

/// <summary>One step from the orders that work to the orders that should.</summary>
/// <param name="kind">What to do.</param>
/// <param name="orderId">The order to replace or cancel; none for a new one.</param>
/// <param name="price">The new price; zero for a cancel.</param>
/// <param name="quantity">The new total quantity; zero for a cancel.</param>
internal readonly struct LadderAction(LadderActionKind kind, OrderId orderId, Price price, Quantity quantity)
{
    /// <summary>What to do.</summary>
    public LadderActionKind Kind { get; } = kind;

    /// <summary>The order to replace or cancel; none for a new one.</summary>
    public OrderId OrderId { get; } = orderId;

    /// <summary>The new price; zero for a cancel.</summary>
    public Price Price { get; } = price;

    /// <summary>The new total quantity; zero for a cancel.</summary>
    public Quantity Quantity { get; } = quantity;
}
