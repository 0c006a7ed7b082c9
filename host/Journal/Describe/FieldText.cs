using System.Globalization;
using System.Text;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Journal.Describe;

/// <summary>
/// Puts payload fields into words: prices as decimals, times as times, texts on one line. Not for the hot path.
/// </summary>
internal static class FieldText
{
    private const long NsPerDay = 86_400_000_000_000;

    private static readonly HashSet<string> Prices = ["Price", "LastPx"];
    private static readonly HashSet<string> Amounts = ["Fee", "Fees", "Cost", "Realised", "Unrealised"];

    /// <summary>A field's name as it is written in a line: <c>orderId</c>.</summary>
    internal static string Name(string field) => char.ToLowerInvariant(field[0]) + field[1..];

    /// <summary>Whether a field says nothing: reserved, an empty text or hash.</summary>
    internal static bool IsSilent(string field, object value) =>
        field.StartsWith("Reserved", StringComparison.Ordinal)
        || value is Hash256 { IsEmpty: true }
        || value is Text32 or Text200 && value.ToString()!.Length == 0;

    /// <summary>A value in words.</summary>
    internal static string Value(string field, object value) => value switch
    {
        long raw when Prices.Contains(field) => new Price(raw).ToString(),
        long raw when Amounts.Contains(field) => Amount(raw),
        Int128 raw when Amounts.Contains(field) => Amount(raw),
        long ns when IsTime(field) => field.EndsWith("UtcNs", StringComparison.Ordinal) ? IsoTime(ns) : Time(ns),
        ulong order when field == "OrderId" => new OrderId(order).ToString(),
        ulong digest when IsDigest(field) => digest.ToString("x16", CultureInfo.InvariantCulture),
        RecordType type => RecordNames.Of(type),
        Text32 or Text200 => '"' + OneLine(value.ToString()!) + '"',
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>Whether a field is a price.</summary>
    internal static bool IsPrice(string field) => Prices.Contains(field);

    /// <summary>Whether a field is an amount of money.</summary>
    internal static bool IsAmount(string field) => Amounts.Contains(field);

    /// <summary>Whether a field is a moment, and no length of time.</summary>
    internal static bool IsTime(string field) =>
        field.EndsWith("TimeNs", StringComparison.Ordinal) || field.EndsWith("UtcNs", StringComparison.Ordinal);

    /// <summary>A moment as ISO 8601 in UTC with nine decimals.</summary>
    /// <param name="ns">Ns since 1970-01-01 UTC.</param>
    internal static string IsoTime(long ns)
    {
        long days = Math.DivRem(ns, NsPerDay, out long rest);
        string date = DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays((int)days - (rest < 0 ? 1 : 0))
            .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return $"{date}T{Time(ns)}";
    }

    /// <summary>A time of day in UTC with nine decimals.</summary>
    /// <param name="ns">Ns since 1970-01-01 UTC.</param>
    internal static string Time(long ns)
    {
        const long NsPerSecond = 1_000_000_000;
        const long SecondsPerDay = 86_400;
        long seconds = Math.DivRem(ns, NsPerSecond, out long fraction);
        if (fraction < 0)
        {
            fraction += NsPerSecond;
            seconds--;
        }

        long second = ((seconds % SecondsPerDay) + SecondsPerDay) % SecondsPerDay;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{second / 3600:00}:{second / 60 % 60:00}:{second % 60:00}.{fraction:000000000}Z");
    }

    /// <summary>Text with its control characters as escapes, so that it stays on one line.</summary>
    internal static string OneLine(string text)
    {
        StringBuilder result = new(text.Length);
        foreach (char character in text)
        {
            if (char.IsControl(character))
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

    /// <summary>Whether a field without a sign is written as text: an order's identifier, or a digest.</summary>
    internal static bool IsText(string field) => field == "OrderId" || IsDigest(field);

    private static bool IsDigest(string field) =>
        field is "StateDigest" or "Books" or "Orders" or "Positions" or "Strategies";

    private static string Amount(Int128 raw)
    {
        Int128 magnitude = Int128.Abs(raw);
        string sign = raw < 0 ? "-" : "";
        string decimals = (magnitude % Money.Scale).ToString("D8", CultureInfo.InvariantCulture);
        return sign + (magnitude / Money.Scale).ToString(CultureInfo.InvariantCulture)
            + "." + decimals[..2] + decimals[2..].TrimEnd('0');
    }
}
