using System.Globalization;
using Strategies.Sdk;

namespace Strategies.Cli.Csv;

/// <summary>Values as they stand in files that programs read: exact, and the same in every language.</summary>
internal static class CsvText
{
    /// <summary>A moment as ISO 8601 in UTC with nine decimals.</summary>
    /// <param name="ns">Ns since 1970-01-01 UTC.</param>
    internal static string Time(long ns)
    {
        (long ticks, long rest) = Math.DivRem(ns, TimeSpan.NanosecondsPerTick);
        string text = DateTime.UnixEpoch.AddTicks(ticks).ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{text}{rest:00}Z");
    }

    internal static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    internal static string Number(ulong value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Money, in units of its currency.</summary>
    internal static string Amount(decimal value) => value.ToString("0.00######", CultureInfo.InvariantCulture);

    /// <summary>Money of units of 1e-8 of its currency.</summary>
    internal static string Amount(Int128 raw) => Amount((decimal)raw / Money.Scale);

    /// <summary>A price; empty for none.</summary>
    internal static string Price(long raw) => raw == 0 ? "" : new Price(raw).ToString();
}
