using Strategies.Cell.Tokens;
using Strategies.Risk.Files;

namespace Strategies.Edge.Auth;

/// <summary>Asks for a token.</summary>
/// <param name="Name">Who is to hold it.</param>
/// <param name="Role">What it may do.</param>
/// <param name="ExpiresInSeconds">For how long; none for ever.</param>
public sealed record TokenRequest(
    string Name,
    EdgeRole Role,
    [property: ConfigWhole(long.MinValue, long.MaxValue)] long? ExpiresInSeconds = null);
