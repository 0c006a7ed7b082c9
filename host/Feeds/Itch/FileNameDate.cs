using System.Globalization;

namespace Strategies.Feeds.Itch;

/// <summary>Finds a trading day in the name of a file.</summary>
internal static class FileNameDate
{
    private const int Digits = 8;

    /// <summary>
    /// The first run of exactly eight digits that is a date as yyyymmdd, or else as mmddyyyy; null when there is none.
    /// </summary>
    internal static DateOnly? Find(ReadOnlySpan<char> name)
    {
        int index = 0;
        while (index < name.Length)
        {
            int end = index;
            while (end < name.Length && char.IsAsciiDigit(name[end]))
            {
                end++;
            }

            if (end - index == Digits && TryParse(name[index..end], out DateOnly date))
            {
                return date;
            }

            index = Math.Max(end, index + 1);
        }

        return null;
    }

    private static bool TryParse(ReadOnlySpan<char> digits, out DateOnly date) =>
        (DateOnly.TryParseExact(digits, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date)
            || DateOnly.TryParseExact(digits, "MMddyyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out date))
        && date.Year is >= 1970 and < 2200;
}
