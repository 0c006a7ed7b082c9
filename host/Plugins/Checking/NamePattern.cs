namespace Strategies.Plugins.Checking;

/// <summary>Names of types that begin or end with <c>*</c>, which stands for anything.</summary>
internal static class NamePattern
{
    /// <summary>True for a name that stands for many.</summary>
    /// <param name="name">The name.</param>
    internal static bool IsOne(string name) => name[0] == '*' || name[^1] == '*';

    /// <summary>True when a name is, or begins or ends like, another.</summary>
    /// <param name="pattern">What may have a <c>*</c>.</param>
    /// <param name="name">A type's name.</param>
    internal static bool Covers(string pattern, string name) => pattern[^1] == '*'
        ? name.AsSpan().StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.Ordinal)
        : pattern[0] == '*' ? name.AsSpan().EndsWith(pattern.AsSpan(1), StringComparison.Ordinal) : name == pattern;
}
