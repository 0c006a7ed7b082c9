using System.Globalization;
using System.Text;

namespace Strategies.Risk.Naming;

/// <summary>
/// The one rule for names, wherever they enter: files, requests, the command line. A name that passes is whole in a record,
/// no two that differ become one, and a path of the API can hold it.
/// </summary>
/// <remarks>
/// Slots, accounts, venues, tokens and parameters: 1 to 32 of <c>A-Z a-z 0-9 - _ .</c>; but for parameters the first is a
/// letter or digit.
/// Instruments: 1 to 32 printable ASCII characters, so that <c>BRK.B</c>, <c>ES=F</c> and the 21 characters of an OSI option
/// pass; a space is neither first nor last. Persons: 1 to 32 bytes of UTF-8 without control characters, a space neither first
/// nor last. Any thread; allocates only for what it refuses.
/// </remarks>
public static class NameRule
{
    /// <summary>Most bytes of UTF-8: what a record holds.</summary>
    public const int BytesMax = 32;

    /// <summary>Checks a name.</summary>
    /// <param name="kind">What it names.</param>
    /// <param name="name">The name.</param>
    /// <param name="problem">What is wrong with it; empty when nothing is.</param>
    /// <param name="hint">What would be right.</param>
    /// <returns>False when it cannot be used.</returns>
    public static bool IsGood(NameKind kind, string name, out string problem, out string hint)
    {
        string why = WhyNot(kind, name);
        problem = why.Length == 0 ? "" : $"'{Shown(name)}' cannot name {Noun(kind)}: {why}";
        hint = why.Length == 0 ? "" : Form(kind);
        return why.Length == 0;
    }

    /// <summary>What a name looks like, as a hint.</summary>
    /// <param name="kind">What it names.</param>
    public static string Form(NameKind kind) => kind switch
    {
        NameKind.Instrument => "use 1 to 32 printable ASCII characters such as BRK.B, a space neither first nor last",
        NameKind.Person => "use 1 to 32 bytes of text on one line, a space neither first nor last",
        NameKind.Parameter => "use 1 to 32 letters, digits, -, _ or .",
        _ => "use 1 to 32 letters, digits, -, _ or ., the first a letter or digit",
    };

    private static string WhyNot(NameKind kind, string name)
    {
        int bytes = Encoding.UTF8.GetByteCount(name);
        if (bytes is 0 or > BytesMax)
        {
            return bytes == 0 ? "it is empty" : string.Create(CultureInfo.InvariantCulture, $"it has {bytes} bytes");
        }

        if (name[0] == ' ' || name[^1] == ' ')
        {
            return "it begins or ends with a space";
        }

        foreach (Rune rune in name.EnumerateRunes())
        {
            if (!Allows(kind, rune))
            {
                return $"{Called(rune)} cannot stand in it";
            }
        }

        return kind is NameKind.Instrument or NameKind.Person or NameKind.Parameter || char.IsAsciiLetterOrDigit(name[0])
            ? ""
            : $"it begins with '{name[0]}'";
    }

    private static bool Allows(NameKind kind, Rune rune) => kind switch
    {
        NameKind.Instrument => rune.Value is >= ' ' and <= '~',
        NameKind.Person => rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control
            or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned),
        _ => rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value is '-' or '_' or '.'),
    };

    private static string Noun(NameKind kind) => kind switch
    {
        NameKind.Account or NameKind.Instrument => $"an {kind.ToString().ToLowerInvariant()}",
        _ => $"a {kind.ToString().ToLowerInvariant()}",
    };

    private static string Called(Rune rune) =>
        rune.Value == ' ' ? "a space" : IsPlain(rune) ? $"'{rune}'" : $"U+{rune.Value:X4}";

    private static bool IsPlain(Rune rune) => Allows(NameKind.Person, rune);

    /// <summary>What a terminal or a log can show without being led astray.</summary>
    private static string Shown(string name)
    {
        StringBuilder shown = new();
        foreach (Rune rune in name.EnumerateRunes().Take(2 * BytesMax))
        {
            shown.Append(IsPlain(rune) ? rune.ToString() : $"\\u{rune.Value:x4}");
        }

        return shown.ToString();
    }
}
