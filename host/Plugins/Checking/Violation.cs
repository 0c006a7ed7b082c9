namespace Strategies.Plugins.Checking;

/// <summary>One thing in a package that is refused.</summary>
/// <param name="Assembly">File name of the assembly it is in.</param>
/// <param name="Place">
/// Type and member as the source names them, for example <c>Demo.Quoter.OnBook</c>; empty for the whole assembly.
/// </param>
/// <param name="Problem">What is refused.</param>
/// <param name="Hint">What to do instead.</param>
public sealed record Violation(string Assembly, string Place, string Problem, string Hint)
{
    /// <summary>
    /// In a private dependency: the methods by which the strategy comes to the place, its own first; empty where nothing is known of it.
    /// </summary>
    public string Way { get; init; } = "";

    /// <summary>One line with all of it.</summary>
    public override string ToString()
    {
        string way = Way.Length == 0 ? "" : $" (reached by {Way})";
        return Place.Length == 0 ? $"{Assembly}: {Problem}; {Hint}" : $"{Assembly}: {Place}: {Problem}; {Hint}{way}";
    }
}
