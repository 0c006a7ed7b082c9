using Strategies.Risk.Files;

namespace Strategies.Cell.Tokens;

/// <summary>What lies in a file of tokens.</summary>
/// <typeparam name="T">Tokens as hashes, or in clear.</typeparam>
public sealed record TokenList<T>
{
    /// <summary>Version of this form: 1.</summary>
    [ConfigWhole(1, 1)]
    public required int Version { get; init; }

    /// <summary>The tokens.</summary>
    public required IReadOnlyList<T> Tokens { get; init; }
}
