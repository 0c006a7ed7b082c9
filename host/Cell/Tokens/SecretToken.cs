using Strategies.Risk.Files;
using Strategies.Risk.Naming;

namespace Strategies.Cell.Tokens;

/// <summary>A token in clear, as the local operator's own file has it: see <see cref="TokenFile.SecretFileOf"/>.</summary>
public sealed record SecretToken
{
    /// <summary>Its name in the tokens file.</summary>
    [NameOf(NameKind.Token)]
    public required string Name { get; init; }

    /// <summary>What it may do.</summary>
    public required EdgeRole Role { get; init; }

    /// <summary>The token.</summary>
    [ConfigText(1, 1_024)]
    public required string Token { get; init; }
}
