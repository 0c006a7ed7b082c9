using Strategies.Cell.Tokens;

namespace Strategies.Edge.Auth;

/// <summary>Asks for a token.</summary>
/// <param name="Name">Who is to hold it.</param>
/// <param name="Role">What it may do.</param>
/// <param name="ExpiresInSeconds">For how long; none for ever.</param>
public sealed record TokenRequest(string Name, EdgeRole Role, long? ExpiresInSeconds = null);
