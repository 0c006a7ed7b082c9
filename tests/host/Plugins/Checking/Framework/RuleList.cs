namespace Strategies.Plugins.Tests.Checking.Framework;

/// <summary>A list of rules: a sentence at the margin, which may go on, and below it, indented, the lines that it is true of.</summary>
internal sealed class RuleList
{
    private const string Comment = "#";
    private const string Indent = "  ";
    private const string Arrow = " -> ";

    private readonly ILookup<bool, Rule> _byWay;
    private readonly Dictionary<string, Rule[]> _known = new(StringComparer.Ordinal);

    private RuleList(IReadOnlyList<Rule> rules)
    {
        Rules = rules;
        _byWay = rules.ToLookup(rule => rule.From is not null);
    }

    /// <summary>All lines, in order.</summary>
    internal IReadOnlyList<Rule> Rules { get; }

    /// <summary>Reads a file of this folder.</summary>
    /// <exception cref="FormatException">A line has no sentence above it.</exception>
    internal static RuleList Read(string file) => Parse(File.ReadLines(
        Path.Combine(Checkout.Root, "tests", "host", "Plugins", "Checking", "Framework", file)));

    /// <summary>Reads lines.</summary>
    /// <exception cref="FormatException">A line has no sentence above it.</exception>
    internal static RuleList Parse(IEnumerable<string> lines)
    {
        List<Rule> rules = [];
        string why = "";
        bool goesOn = false;
        foreach (string line in lines.Where(line => line.Length > 0 && !line.StartsWith(Comment, StringComparison.Ordinal)))
        {
            bool isSentence = !line.StartsWith(Indent, StringComparison.Ordinal);
            if (isSentence)
            {
                why = goesOn ? $"{why} {line}" : line;
            }
            else if (why.Length == 0)
            {
                throw new FormatException($"no sentence says why: {line.Trim()}");
            }
            else
            {
                string[] way = line.Trim().Split(Arrow);
                rules.Add(new(way.Length > 1 ? way[0] : null, way[^1], why));
            }

            goesOn = isSentence;
        }

        return new RuleList(rules);
    }

    /// <summary>True when the list has a step.</summary>
    internal bool Has(string step) => Use(Known(false, step));

    /// <summary>True when the list has the way from a step to another.</summary>
    internal bool Has(string from, string to) => Use(Known(true, to).Where(rule => Rule.Covers(rule.From!, from)));

    private Rule[] Known(bool isWay, string step)
    {
        string key = isWay ? Arrow + step : step;
        if (!_known.TryGetValue(key, out Rule[]? rules))
        {
            rules = [.. _byWay[isWay].Where(rule => Rule.Covers(rule.To, step))];
            _known.Add(key, rules);
        }

        return rules;
    }

    private static bool Use(IEnumerable<Rule> rules)
    {
        bool any = false;
        foreach (Rule rule in rules)
        {
            rule.IsUsed = any = true;
        }

        return any;
    }
}
