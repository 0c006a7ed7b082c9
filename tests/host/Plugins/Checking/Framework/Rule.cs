using System.IO.Enumeration;

namespace Strategies.Plugins.Tests.Checking.Framework;

/// <summary>A line of a list: a step, or the way from one to another, and why it is there.</summary>
/// <param name="From">Where the way comes from; null when it does not matter.</param>
/// <param name="To">The step. <c>*</c> stands for anything here and there.</param>
/// <param name="Why">The sentence above the line.</param>
internal sealed record Rule(string? From, string To, string Why)
{
    /// <summary>True once the walk has come by.</summary>
    internal bool IsUsed { get; set; }

    /// <summary>True when a pattern stands for a name.</summary>
    internal static bool Covers(string pattern, string name) =>
        FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);

    public override string ToString() => From is null ? To : $"{From} -> {To}";
}
