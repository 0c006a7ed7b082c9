namespace Strategies.Cell.Tokens;

/// <summary>A token without the token.</summary>
/// <param name="Name">Who holds it.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Expires">From when on it is refused, UTC; none for never.</param>
/// <param name="Expired">True when that is over.</param>
public sealed record TokenView(string Name, EdgeRole Role, DateTimeOffset? Expires, bool Expired)
{
    /// <summary>What is shown of a token.</summary>
    /// <param name="token">The token.</param>
    public static TokenView Of(NamedToken token) =>
        new(token.Name, token.Role, token.Expires, token.Expires <= DateTimeOffset.UtcNow);
}
