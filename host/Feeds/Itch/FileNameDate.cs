using System.Globalization;

namespace Strategies.Feeds.Itch;

/// <summary>Finds a trading day in the name of a file.</summary>
internal static class FileNameDate
{
    private const int Digits = 8;
    private const int ShortDigits = 6;

    /// <summary>
    /// The first run of exactly eight digits that is a date as yyyymmdd, or else as mmddyyyy; else mmddyy in a name of the
    /// exchange's own form, <c>Smmddyy-v50.txt</c>; null when there is none.
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

        return FindShort(name);
    }

    // Six digits alone may mean anything: only the exchange's form says which are month, day and year.
    private static DateOnly? FindShort(ReadOnlySpan<char> name) =>
        name.Length > ShortDigits + 2
        && name[0] == 'S'
        && name[(ShortDigits + 1)..].StartsWith("-v", StringComparison.OrdinalIgnoreCase)
        && DateOnly.TryParseExact(
            string.Concat(name[1..5], "20", name[5..7]), "MMddyyyy", CultureInfo.InvariantCulture, DateTimeStyles.None,
            out DateOnly date)
            ? date
            : null;

    private static bool TryParse(ReadOnlySpan<char> digits, out DateOnly date) =>
        (DateOnly.TryParseExact(digits, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date)
            || DateOnly.TryParseExact(digits, "MMddyyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out date))
        && date.Year is >= 1970 and < 2200;
}
