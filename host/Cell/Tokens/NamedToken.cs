using Strategies.Risk.Files;
using Strategies.Risk.Naming;

namespace Strategies.Cell.Tokens;

/// <summary>A token as the tokens file has it: never the token itself.</summary>
public sealed record NamedToken
{
    /// <summary>
    /// Who holds it: the <c>who</c> of every command. 1 to 32 letters, digits, <c>-</c>, <c>_</c> or <c>.</c>.
    /// </summary>
    [NameOf(NameKind.Token)]
    public required string Name { get; init; }

    /// <summary>What it may do.</summary>
    public required EdgeRole Role { get; init; }

    /// <summary>SHA-256 of the token's UTF-8 bytes, 64 hexadecimal digits.</summary>
    [ConfigText(1, 1_024)]
    public required string Sha256 { get; init; }

    /// <summary>From when on it is refused, UTC; none for never.</summary>
    public DateTimeOffset? Expires { get; init; }
}
