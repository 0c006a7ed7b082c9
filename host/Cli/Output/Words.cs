using System.Globalization;
using Strategies.Sdk;

namespace Strategies.Cli.Output;

/// <summary>Numbers as people read them.</summary>
internal static class Words
{
    internal static string Time(long? timeNs) => timeNs is { } ns
        ? DateTime.UnixEpoch.AddTicks(ns / 100).ToString("yyyy-MM-dd HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture)
        : "-";

    internal static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    internal static string Amount(decimal value) => value.ToString("N2", CultureInfo.InvariantCulture);

    /// <summary>A reason as reports name it: UNKNOWN_INSTRUMENT for UnknownInstrument.</summary>
    internal static string Reason(RejectReason reason)
    {
        string name = reason.ToString();
        return string.Concat(name.Select((letter, index) =>
            index > 0 && char.IsUpper(letter) ? $"_{letter}" : $"{char.ToUpperInvariant(letter)}"));
    }
}
