using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using static System.FormattableString;

namespace Strategies.Venues.Latency;

/// <summary>A file of measured latencies. Not for the hot thread.</summary>
/// <remarks>
/// Text in UTF-8. The first line names the unit, as the head of a column does: <c>nanoseconds</c> or <c>ns</c>,
/// <c>microseconds</c>, <c>us</c> or <c>µs</c>. Every other line is one latency: whole nanoseconds, or microseconds
/// with up to three decimals. Empty lines and lines that begin with <c>#</c> are passed over; the order does not matter.
/// </remarks>
public static class LatencyFile
{
    /// <summary>Reads the content of a file.</summary>
    /// <param name="content">The bytes.</param>
    /// <returns>A model that gives each latency equally often.</returns>
    /// <exception cref="LatencyException">It cannot be used; the message names the line.</exception>
    public static LatencyModel Parse(ReadOnlySpan<byte> content)
    {
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        ReadOnlySpan<byte> text = content.StartsWith(mark) ? content[mark.Length..] : content;
        List<long> latenciesNs = [];
        bool? isMicroseconds = null;
        int number = 0;
        foreach (Range range in text.Split((byte)'\n'))
        {
            number++;
            ReadOnlySpan<byte> line = text[range].Trim(" \t\r"u8);
            if (line.IsEmpty || line[0] == '#')
            {
                continue;
            }

            if (isMicroseconds is not bool inMicroseconds)
            {
                isMicroseconds = IsMicroseconds(line, number);
                continue;
            }

            latenciesNs.Add(ParseLine(line, number, inMicroseconds));
        }

        if (isMicroseconds is null)
        {
            throw new LatencyException(
                "the file is empty",
                "its first line names the unit, nanoseconds or microseconds; then one latency a line");
        }

        return latenciesNs.Count > 0
            ? LatencyModel.FromMeasured(CollectionsMarshal.AsSpan(latenciesNs))
            : throw new LatencyException(
                "the file names its unit and holds no latency", "write one measured latency a line");
    }

    private static bool IsMicroseconds(ReadOnlySpan<byte> line, int number)
    {
        string unit = Encoding.UTF8.GetString(line);
        return unit.ToLowerInvariant() switch
        {
            "microseconds" or "us" or "µs" or "μs" => true,
            "nanoseconds" or "ns" => false,
            _ => throw new LatencyException(
                Invariant($"line {number}: '{Shorten(unit)}' is no unit"),
                "the first line says nanoseconds or microseconds"),
        };
    }

    private static long ParseLine(ReadOnlySpan<byte> line, int number, bool isMicroseconds)
    {
        const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (!decimal.TryParse(line, Plain, CultureInfo.InvariantCulture, out decimal value))
        {
            throw new LatencyException(
                Invariant($"line {number}: '{Shorten(Encoding.UTF8.GetString(line))}' is no latency"),
                "a line is one number with a point for decimals; cut other columns off, put # before remarks");
        }

        try
        {
            return isMicroseconds ? LatencyTime.FromMicroseconds(value) : LatencyTime.FromNanoseconds(value);
        }
        catch (LatencyException exception)
        {
            throw new LatencyException(Invariant($"line {number}: {exception.Problem}"), exception.Hint);
        }
    }

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
