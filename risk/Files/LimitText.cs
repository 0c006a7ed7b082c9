using System.Globalization;

namespace Strategies.Risk.Files;

/// <summary>
/// Limits one at a time by the names and units of a limits file, for commands and reports. Off the hot path.
/// </summary>
public static class LimitText
{
    /// <summary>The key of a limits file that sets a control, for example <c>maxPosition</c>.</summary>
    /// <param name="control">The control.</param>
    public static string NameOf(RiskControl control) => Find(control)?.Name ?? $"control {(byte)control}";

    /// <summary>The same in UTF-8, for records. Allocates nothing.</summary>
    /// <param name="control">The control.</param>
    public static ReadOnlySpan<byte> Utf8NameOf(RiskControl control) => control switch
    {
        RiskControl.MaxQuantity => "maxQuantity"u8,
        RiskControl.MaxNotional => "maxNotional"u8,
        RiskControl.PriceCollar => "priceCollarPercent"u8,
        RiskControl.ReferenceAge => "referenceAgeMs"u8,
        RiskControl.MaxPosition => "maxPosition"u8,
        RiskControl.MessagesPerSecond => "messagesPerSecond"u8,
        _ => "of no control"u8,
    };

    /// <summary>A limit in the unit of a limits file, for example <c>5</c> for a collar of five percent.</summary>
    /// <param name="control">The control.</param>
    /// <param name="value">The limit in the control's unit.</param>
    public static string Format(RiskControl control, long value)
    {
        decimal scale = Find(control)?.Scale ?? 1;
        return (value / scale).ToString("0.########", CultureInfo.InvariantCulture);
    }

    /// <summary>Reads a limit as a limits file would.</summary>
    /// <param name="name">Its key.</param>
    /// <param name="text">Its value: a plain decimal number in the key's unit.</param>
    /// <param name="control">The control that the key sets.</param>
    /// <param name="value">The limit in the control's unit.</param>
    /// <param name="problem">What is wrong; empty when nothing is.</param>
    /// <param name="hint">What would be right.</param>
    /// <returns>False when there is no such key, or the value cannot be taken exactly.</returns>
    public static bool TryParse(
        string name, string text, out RiskControl control, out long value, out string problem, out string hint)
    {
        control = RiskControl.None;
        value = 0;
        LimitKey? key = Array.Find(LimitKey.All, candidate => candidate.Name == name);
        if (key is null)
        {
            problem = $"there is no limit '{name}'";
            hint = Suggestion.For(name, LimitKey.All.Select(known => known.Name));
            return false;
        }

        control = key.Control;
        bool isRead = ExactNumber.TryRead(text, key, out value, out problem, out hint);
        problem = isRead ? "" : $"limit '{name}' {problem}";
        return isRead;
    }

    /// <summary>Finds the holder of a limit by the words of a limits file.</summary>
    /// <param name="text"><c>firm</c>, <c>account:NAME</c>, <c>strategy:SLOT</c> or <c>order</c>.</param>
    /// <param name="names">The names of the session.</param>
    /// <param name="scope">The scope.</param>
    /// <param name="scopeId">Number of the slot or account; zero for the firm and for the order scope.</param>
    /// <param name="hint">What would be right.</param>
    /// <returns>False when the scope or its name is not known.</returns>
    public static bool TryParseScope(
        string text, LimitNames names, out RiskScope scope, out int scopeId, out string hint)
    {
        scopeId = 0;
        hint = "write 'firm', 'account:NAME', 'strategy:SLOT' or 'order'";
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        string name = text[(colon + 1)..];
        scope = (colon < 0 ? text : text[..colon]) switch
        {
            "firm" when colon < 0 => RiskScope.Firm,
            "order" when colon < 0 => RiskScope.Order,
            "strategy" when colon > 0 => RiskScope.Strategy,
            "account" when colon > 0 => RiskScope.Account,
            _ => RiskScope.None,
        };
        return scope switch
        {
            RiskScope.Strategy => names.TrySlot(name, out scopeId, out hint),
            RiskScope.Account => names.TryAccount(name, out scopeId, out hint),
            _ => scope != RiskScope.None,
        };
    }

    /// <summary>Finds an instrument by its symbol.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="names">The names of the session.</param>
    /// <param name="instrument">Its number.</param>
    /// <param name="hint">What would be right.</param>
    /// <returns>False when there is no such instrument.</returns>
    public static bool TryParseInstrument(string symbol, LimitNames names, out int instrument, out string hint) =>
        names.TryInstrument(symbol, out instrument, out hint);

    private static LimitKey? Find(RiskControl control) =>
        Array.Find(LimitKey.All, candidate => candidate.Control == control);
}
