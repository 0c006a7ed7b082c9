namespace Strategies.Sdk;

/// <summary>One band of a tick table.</summary>
/// <param name="From">Lowest price of the band.</param>
/// <param name="Increment">The price increment within it, positive.</param>
public readonly record struct TickBand(Price From, Price Increment);
