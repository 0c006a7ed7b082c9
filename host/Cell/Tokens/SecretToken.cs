namespace Strategies.Cell.Tokens;

/// <summary>A token in clear, as the local operator's own file has it: see <see cref="TokenFile.SecretFileOf"/>.</summary>
public sealed record SecretToken
{
    /// <summary>Its name in the tokens file.</summary>
    public required string Name { get; init; }

    /// <summary>What it may do.</summary>
    public required EdgeRole Role { get; init; }

    /// <summary>The token.</summary>
    public required string Token { get; init; }
}
