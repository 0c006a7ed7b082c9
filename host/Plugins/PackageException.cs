using Strategies.Plugins.Checking;

namespace Strategies.Plugins;

/// <summary>A strategy package cannot be used: what is wrong, where, and what to do about it.</summary>
/// <remarks>
/// Holds text only, never an exception or a type of the package: a stored stack trace would keep the package's context
/// alive.
/// </remarks>
public sealed class PackageException : Exception
{
    /// <summary>Makes one for a single problem.</summary>
    /// <param name="package">The package: its folder, file or main assembly.</param>
    /// <param name="problem">What is wrong, with the file, type and member where they are known.</param>
    /// <param name="hint">What to do about it.</param>
    public PackageException(string package, string problem, string hint)
        : base($"{package}: {problem}; {hint}")
    {
        Package = package;
        Problem = problem;
        Hint = hint;
    }

    /// <summary>Makes one for everything the check refused.</summary>
    /// <param name="package">The package: its folder, file or main assembly.</param>
    /// <param name="violations">At least one; the message lists all of them.</param>
    /// <param name="totalCount">How many were found, at least as many as are listed.</param>
    public PackageException(string package, IReadOnlyList<Violation> violations, int totalCount)
        : base(Describe(package, violations, totalCount))
    {
        Package = package;
        Problem = violations[0].Problem;
        Hint = violations[0].Hint;
        Violations = violations;
    }

    /// <summary>The package: its folder, file or main assembly.</summary>
    public string Package { get; }

    /// <summary>What is wrong; of several the first.</summary>
    public string Problem { get; }

    /// <summary>What to do about it; of several the first.</summary>
    public string Hint { get; }

    /// <summary>Everything that the check refused; empty for other problems.</summary>
    public IReadOnlyList<Violation> Violations { get; } = [];

    private static string Describe(string package, IReadOnlyList<Violation> violations, int totalCount)
    {
        string more = totalCount > violations.Count ? $"\n  and {totalCount - violations.Count} more" : "";
        string refused = totalCount == 1 ? "1 thing is refused" : $"{totalCount} things are refused";
        return $"{package}: {refused}\n  {string.Join("\n  ", violations)}{more}";
    }
}
