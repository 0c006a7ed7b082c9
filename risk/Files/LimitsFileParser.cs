using System.Globalization;
using Strategies.Sdk;

namespace Strategies.Risk.Files;

/// <summary>Makes limits of the text of a limits file; every complaint has its line.</summary>
internal sealed class LimitsFileParser(string fileName, LimitNames names)
{
    private const string ScopeHint = "write 'firm', 'account:NAME', 'strategy:SLOT' or 'order'";

    private static readonly string[] RootKeys = ["format", "version", "currency", "limits"];
    private static readonly string[] EntryKeys = ["scope", "instrument", .. LimitKey.All.Select(key => key.Name)];

    private readonly LimitEntries _entries = new();

    /// <exception cref="ConfigException">It is no limits file.</exception>
    internal LimitsFile Parse(ConfigNode root)
    {
        root.RequireKnownKeys(RootKeys);
        root.RequireKeys(RootKeys.Skip(1), RootKeys);
        if (root.Find("format") is { } format && ReadPositive(format) != LimitsFile.FormatVersion)
        {
            throw format.Error(
                $"'format' {format.Text} is not supported", $"this build reads {LimitsFile.FormatVersion}");
        }

        int version = ReadPositive(root.Find("version")!);
        Currency currency = ReadCurrency(root.Find("currency")!);
        ConfigNode limits = root.Find("limits")!;
        limits.Require(
            ConfigKind.List, $"'limits' must be a list, not {limits.Described}", "write [ { ... }, ... ]");
        foreach (ConfigNode entry in limits.Children)
        {
            ReadEntry(entry);
        }

        return new LimitsFile(fileName, version, currency, limits.Line, _entries.ToArray(), _entries.Lines());
    }

    private void ReadEntry(ConfigNode node)
    {
        node.Require(
            ConfigKind.Object, $"a limit must be an object, not {node.Described}", "write { \"scope\": \"firm\", ... }");
        node.RequireKnownKeys(EntryKeys);
        LimitEntry place = default;
        (place.Scope, place.ScopeId) = node.Find("scope") is { } scope
            ? ReadScope(scope)
            : throw new ConfigException(fileName, node.Line, "scope", "a limit has no 'scope'", ScopeHint);
        if (node.Find("instrument") is { } instrument)
        {
            string symbol = instrument.RequireText();
            place.Instrument = names.TryInstrument(symbol, out int number, out string hint)
                ? number
                : throw instrument.Error($"unknown instrument '{symbol}'", hint);
        }

        bool isEmpty = true;
        foreach (ConfigNode value in node.Children)
        {
            if (Array.Find(LimitKey.All, candidate => candidate.Name == value.Key) is { } limit)
            {
                isEmpty = false;
                place.Control = limit.Control;
                place.Value = ReadLimit(value, limit);
                Add(value, in place);
            }
        }

        if (isEmpty)
        {
            throw new ConfigException(fileName, node.Line, "", "this entry sets no limit",
                $"add one of {ConfigNode.Listed(LimitKey.All.Select(key => key.Name))}");
        }
    }

    private void Add(ConfigNode node, in LimitEntry entry)
    {
        if (entry.Control == RiskControl.MessagesPerSecond && (entry.Scope == RiskScope.Order || entry.Instrument != 0))
        {
            throw node.Error($"'{node.Key}' cannot be set per order or instrument",
                "set it at a strategy, an account or the firm, without 'instrument'");
        }

        int firstLine = _entries.Add(in entry, node.Line);
        if (firstLine != 0)
        {
            throw node.Error(
                $"'{node.Key}' is set twice for the same scope and instrument, first at line {firstLine}",
                "keep one of them");
        }
    }

    private (RiskScope Scope, int Id) ReadScope(ConfigNode node)
    {
        string text = node.RequireText();
        int colon = text.IndexOf(':');
        string kind = colon < 0 ? text : text[..colon];
        string name = colon < 0 ? "" : text[(colon + 1)..];
        string hint;
        int id;
        switch (kind)
        {
            case "firm" when colon < 0:
                return (RiskScope.Firm, 0);
            case "order" when colon < 0:
                return (RiskScope.Order, 0);
            case "strategy" when colon > 0:
                return names.TrySlot(name, out id, out hint)
                    ? (RiskScope.Strategy, id)
                    : throw node.Error($"unknown strategy '{name}' in 'scope'", hint);
            case "account" when colon > 0:
                return names.TryAccount(name, out id, out hint)
                    ? (RiskScope.Account, id)
                    : throw node.Error($"unknown account '{name}' in 'scope'", hint);
            default:
                throw node.Error($"unknown scope '{text}'", ScopeHint);
        }
    }

    private Currency ReadCurrency(ConfigNode node)
    {
        string text = node.RequireText();
        if (text.Length != 3 || !text.All(char.IsAsciiLetterUpper))
        {
            throw node.Error($"'currency' is '{text}'", "write three capital letters such as USD");
        }

        Currency currency = Currency.Parse(text);
        Instrument? other = names.Universe.FirstOrDefault(instrument => instrument.Currency != currency);
        return other is null
            ? currency
            : throw node.Error($"'currency' is {text}, but instrument '{other.Symbol}' trades in {other.Currency}",
                "limits and instruments have one currency");
    }

    private static int ReadPositive(ConfigNode node) =>
        node.Kind == ConfigKind.Number
        && int.TryParse(node.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value > 0
            ? value
            : throw node.Error(
                $"'{node.Key}' is {node.Described}, which is not supported",
                $"write a whole number, 1 to {int.MaxValue}");

    private static long ReadLimit(ConfigNode node, LimitKey key)
    {
        if (node.Kind != ConfigKind.Number && !(node.Kind == ConfigKind.Text && key.AllowsText))
        {
            throw node.Error($"'{key.Name}' must be a number, not {node.Described}",
                $"write a number of {key.Unit} without quotes");
        }

        return ExactNumber.TryRead(node.Text, key, out long value, out string problem, out string hint)
            ? value
            : throw node.Error($"'{key.Name}' {problem}", hint);
    }
}
