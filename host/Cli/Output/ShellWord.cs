using System.Globalization;
using System.Text;

namespace Strategies.Cli.Output;

/// <summary>A word as a person may paste it into a POSIX shell.</summary>
internal static class ShellWord
{
    private const string Plain = "/._-+=:@%,";

    /// <summary>The word, quoted where the shell would see more in it than its characters.</summary>
    /// <param name="word">Any text without a zero.</param>
    internal static string Quote(string word)
    {
        if (word.Length > 0 && word.All(character => char.IsAsciiLetterOrDigit(character) || Plain.Contains(character)))
        {
            return word;
        }

        return word.Any(char.IsControl) ? QuoteControls(word) : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
    }

    /// <summary>The form of bash and of POSIX.1-2024 that can name control characters, so that it stays one line.</summary>
    private static string QuoteControls(string word)
    {
        StringBuilder result = new("$'");
        foreach (byte one in Encoding.UTF8.GetBytes(word))
        {
            if (one is < 0x20 or >= 0x7f)
            {
                result.Append(CultureInfo.InvariantCulture, $"\\{Convert.ToString(one, 8).PadLeft(3, '0')}");
            }
            else
            {
                result.Append(one is (byte)'\'' or (byte)'\\' ? "\\" : "").Append((char)one);
            }
        }

        return result.Append('\'').ToString();
    }
}
