namespace Strategies.Edge.Views;

/// <summary>How far others are behind the core, in inputs; -1 when it is not known.</summary>
/// <param name="Follower">The second engine.</param>
/// <param name="Durable">What a loss of power would take.</param>
/// <param name="Edge">This view of the day.</param>
public sealed record LagView(long Follower, long Durable, long Edge);
