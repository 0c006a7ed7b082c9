namespace Strategies.Sdk;

/// <summary>One displayed order of the market, in queue order within its level.</summary>
/// <param name="OrderReference">The venue's reference.</param>
/// <param name="Quantity">Displayed quantity left.</param>
public readonly record struct BookOrder(ulong OrderReference, Quantity Quantity);
