using Strategies.Records;

namespace Strategies.Edge.Commands;

/// <summary>Puts a version into a slot.</summary>
/// <param name="Hash">SHA-256 of the package, 64 hexadecimal digits, or a prefix that only one in the store has.</param>
/// <param name="Reason">Why.</param>
/// <param name="State">
/// <c>carry</c>: it takes the state of the version before over; <c>fresh</c>: it starts without, and the version before is not asked.
/// </param>
public sealed record DeployRequest(string Hash, string Reason, SwapState State = SwapState.Carry);
