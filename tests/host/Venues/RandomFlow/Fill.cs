namespace Strategies.Venues.Tests.RandomFlow;

/// <summary>A fill of ours.</summary>
public readonly record struct Fill(ulong OrderId, bool IsAggressor, long Cents, long Quantity);
