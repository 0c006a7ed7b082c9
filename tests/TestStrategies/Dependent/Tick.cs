namespace Dependent;

/// <summary>A price and how much traded there.</summary>
/// <param name="Price">The price.</param>
/// <param name="Quantity">The quantity.</param>
public readonly record struct Tick(Price Price, Quantity Quantity);
