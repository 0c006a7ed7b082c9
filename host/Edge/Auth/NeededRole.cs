using Strategies.Cell.Tokens;

namespace Strategies.Edge.Auth;

/// <summary>What an endpoint asks of a token.</summary>
/// <param name="Role">The role.</param>
internal sealed record NeededRole(EdgeRole Role);
