namespace Strategies.Edge.Commands;

/// <summary>Puts a version into a slot, or a shadow of it beside it.</summary>
/// <param name="Hash">SHA-256 of the package, 64 hexadecimal digits, or a prefix that only one in the store has.</param>
/// <param name="Reason">Why.</param>
public sealed record DeployRequest(string Hash, string Reason);
