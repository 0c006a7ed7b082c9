using System.Text.RegularExpressions;

namespace Strategies.Plugins.Tests.Support;

/// <summary>A row of the table in the samples' guide: expressions of the library, and what they are refused for.</summary>
/// <param name="Expressions">C# over two arrays <c>x</c> and <c>y</c>.</param>
/// <param name="Refused">What the refusal says; empty when they work.</param>
internal sealed partial record MathNetRow(IReadOnlyList<string> Expressions, IReadOnlyList<string> Refused)
{
    private const string Begin = "<!-- mathnet -->";
    private const string End = "<!-- /mathnet -->";

    internal static IReadOnlyList<MathNetRow> ReadGuide()
    {
        string guide = File.ReadAllText(Path.Combine(Checkout.Root, "samples", "README.md"));
        int begin = guide.IndexOf(Begin, StringComparison.Ordinal);
        string[] lines = guide[begin..guide.IndexOf(End, begin, StringComparison.Ordinal)].Split('\n');
        return [.. lines.Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(Read)];
    }

    private static MathNetRow Read(string line)
    {
        string[] cells = line.Split(" | ");
        return new MathNetRow(Codes(cells[0]), Codes(cells[1]));
    }

    private static string[] Codes(string cell) => [.. Code().Matches(cell).Select(match => match.Groups[1].Value)];

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
