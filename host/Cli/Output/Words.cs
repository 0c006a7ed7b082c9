using System.Globalization;
using Strategies.Feeds.Verification;
using Strategies.Sdk;

namespace Strategies.Cli.Output;

/// <summary>Numbers as people read them.</summary>
internal static class Words
{
    internal static string Time(long? timeNs) => timeNs is { } ns
        ? DateTime.UnixEpoch.AddTicks(ns / 100).ToString("yyyy-MM-dd HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture)
        : "-";

    /// <summary>A length of time as hours, minutes and seconds.</summary>
    internal static string Span(long ns) =>
        (ns < 0 ? "-" : "") + TimeSpan.FromTicks(Math.Abs(ns) / 100).ToString("d'd 'hh':'mm':'ss", CultureInfo.InvariantCulture)
            .Replace("0d ", "", StringComparison.Ordinal);

    /// <summary>A latency in the unit in which it has up to four digits before the point.</summary>
    internal static string Latency(long ns) => ns < 10_000_000
        ? string.Create(CultureInfo.InvariantCulture, $"{ns / 1e3:N1} µs")
        : string.Create(CultureInfo.InvariantCulture, $"{ns / 1e6:N1} ms");

    internal static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    internal static string Amount(decimal value) => value.ToString("N2", CultureInfo.InvariantCulture);

    /// <summary>Where a file cannot be read any further, and why, as other errors say it.</summary>
    internal static string Damage(FeedDamage damage)
    {
        string place = damage.Line is { } line
            ? string.Create(CultureInfo.InvariantCulture, $", line {line}")
            : damage.Offset is { } offset ? string.Create(CultureInfo.InvariantCulture, $", byte {offset}") : "";
        return $"{damage.File}{place}: {damage.Problem}";
    }

    /// <summary>A reason as reports name it: UNKNOWN_INSTRUMENT for UnknownInstrument.</summary>
    internal static string Reason(RejectReason reason)
    {
        string name = reason.ToString();
        return string.Concat(name.Select((letter, index) =>
            index > 0 && char.IsUpper(letter) ? $"_{letter}" : $"{char.ToUpperInvariant(letter)}"));
    }
}
