namespace Strategies.Edge.Commands;

/// <summary>Runs a shadow of a version beside a slot.</summary>
/// <param name="Hash">SHA-256 of the package, 64 hexadecimal digits, or a prefix that only one in the store has.</param>
/// <param name="Reason">Why.</param>
public sealed record ShadowRequest(string Hash, string Reason);
