namespace Strategies.Edge.Views;

/// <summary>How a version's rehearsal went.</summary>
/// <param name="Good">True when it may be deployed.</param>
/// <param name="Callbacks">Callbacks that it was run through.</param>
/// <param name="CallbackNsMax">The longest callback, ns.</param>
/// <param name="AllocatedBytes">Bytes that callbacks allocated.</param>
/// <param name="Reason">Why not; empty when good.</param>
public sealed record RehearsalView(bool Good, long Callbacks, long CallbackNsMax, long AllocatedBytes, string Reason);
