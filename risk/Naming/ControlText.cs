using System.Globalization;
using System.Text;

namespace Strategies.Risk.Naming;

/// <summary>
/// Characters that move the cursor, colour the screen or turn the direction of writing: refused where words enter, and shown as
/// escapes where words of others (strategies, files, venues) leave for a terminal.
/// </summary>
public static class ControlText
{
    /// <summary>True when a text has such a character.</summary>
    /// <param name="text">Any text.</param>
    public static bool IsIn(ReadOnlySpan<char> text)
    {
        foreach (char character in text)
        {
            if (IsEscaped(character))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>On one line.</summary>
    /// <param name="text">Any text.</param>
    public static string Line(string text) => Escape(text, areLinesKept: false);

    /// <summary>On as many lines as it has.</summary>
    /// <param name="text">Any text.</param>
    public static string Lines(string text) => Escape(text, areLinesKept: true);

    private static string Escape(string text, bool areLinesKept)
    {
        if (!IsIn(text))
        {
            return text;
        }

        StringBuilder result = new(text.Length + 16);
        foreach (char character in text)
        {
            if (IsEscaped(character) && !(areLinesKept && character == '\n'))
            {
                result.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            }
            else
            {
                result.Append(character);
            }
        }

        return result.ToString();
    }

    private static bool IsEscaped(char character) =>
        char.IsControl(character) || character is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
