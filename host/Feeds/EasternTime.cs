namespace Strategies.Feeds;

/// <summary>
/// US Eastern time by the rules of the law, without a time-zone database (containers lack one, and it would make
/// results differ between machines). Daylight saving time: since 2007 second Sunday of March to first Sunday of
/// November, 1987 to 2006 first Sunday of April to last Sunday of October, each at 02:00. Years before 1987 are taken
/// as standard time throughout.
/// </summary>
public static class EasternTime
{
    private const long HourNs = 3_600_000_000_000;
    private const long DayNs = 24 * HourNs;
    private const long StandardOffsetNs = 5 * HourNs;
    private static readonly int EpochDay = new DateOnly(1970, 1, 1).DayNumber;

    /// <summary>Local midnight at the start of a date, ns since 1970-01-01 UTC.</summary>
    /// <param name="date">A date, 1970 to 2261.</param>
    public static long MidnightUtcNs(DateOnly date)
    {
        long midnightNs = (date.DayNumber - EpochDay) * DayNs + StandardOffsetNs;
        return IsDaylightSavingAtMidnight(date) ? midnightNs - HourNs : midnightNs;
    }

    /// <summary>The local date at an instant.</summary>
    /// <param name="utcNs">Ns since 1970-01-01 UTC, not negative.</param>
    public static DateOnly DateOf(long utcNs)
    {
        DateOnly date = DateOnly.FromDayNumber(EpochDay + (int)(utcNs / DayNs));
        return utcNs < MidnightUtcNs(date) ? date.AddDays(-1) : date;
    }

    // The clock changes at 02:00, so that on the days of change midnight still has the time of the day before.
    private static bool IsDaylightSavingAtMidnight(DateOnly date)
    {
        (DateOnly spring, DateOnly autumn) = date.Year switch
        {
            >= 2007 => (Sunday(date.Year, 3, 8), Sunday(date.Year, 11, 1)),
            >= 1987 => (Sunday(date.Year, 4, 1), Sunday(date.Year, 10, 25)),
            _ => (DateOnly.MaxValue, DateOnly.MinValue),
        };
        return date > spring && date <= autumn;
    }

    private static DateOnly Sunday(int year, int month, int firstDay)
    {
        DateOnly date = new(year, month, firstDay);
        return date.AddDays((7 - (int)date.DayOfWeek) % 7);
    }
}
