using System.Globalization;
using System.Text;

namespace Strategies.Cli.Output;

/// <summary>
/// Text of others (strategies, files, venues) on its way to a terminal: what would move the cursor, colour the screen or turn
/// the direction of writing is shown as an escape.
/// </summary>
internal static class ControlText
{
    /// <summary>On one line.</summary>
    /// <param name="text">Any text.</param>
    internal static string Line(string text) => Escape(text, areLinesKept: false);

    /// <summary>On as many lines as it has.</summary>
    /// <param name="text">Any text.</param>
    internal static string Lines(string text) => Escape(text, areLinesKept: true);

    private static string Escape(string text, bool areLinesKept)
    {
        if (!text.Any(IsEscaped))
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
