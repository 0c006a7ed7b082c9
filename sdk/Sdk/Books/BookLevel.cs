namespace Strategies.Sdk;

/// <summary>One price level of one side.</summary>
/// <param name="Price">The price; zero when there is no such level.</param>
/// <param name="Quantity">Displayed quantity of all orders at the price.</param>
/// <param name="OrderCount">Orders known one by one; volume older than the data is in the quantity only.</param>
public readonly record struct BookLevel(Price Price, Quantity Quantity, int OrderCount)
{
    /// <summary>True when there is no such level.</summary>
    public bool IsEmpty => Quantity.IsZero;
}
