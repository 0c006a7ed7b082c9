using Strategies.Cell.Tokens;

namespace Strategies.Edge.Views;

/// <summary>A token that was just made.</summary>
/// <param name="Name">Who is to hold it.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Expires">From when on it is refused, UTC; none for never.</param>
/// <param name="Token">The token, for the only time.</param>
public sealed record NewTokenView(string Name, EdgeRole Role, DateTimeOffset? Expires, string Token);
