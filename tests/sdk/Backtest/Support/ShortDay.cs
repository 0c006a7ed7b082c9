using System.Globalization;
using System.IO.Compression;
using Strategies.Feeds.Samples;

namespace Strategies.Backtest.Tests.Support;

/// <summary>
/// Makes artificial days that are short in their own time too: a sample day spreads its rows over hours, in which timers
/// and quiet seconds would be most of the journal.
/// </summary>
internal static class ShortDay
{
    private const decimal OpenSeconds = 34_200;

    /// <summary>Writes a day.</summary>
    /// <param name="file">The zip to make.</param>
    /// <param name="rows">Rows of the message file.</param>
    /// <param name="timeDivisor">The sample's time since the open is divided by this.</param>
    /// <param name="seed">Seed of the sample.</param>
    /// <param name="levels">Levels of the book's file.</param>
    /// <param name="symbol">What the day is of.</param>
    /// <param name="date">Its date; none for the sample's own.</param>
    internal static string Write(
        string file, int rows, int timeDivisor, ulong seed = 1, int levels = 5, string symbol = "DEMO",
        DateOnly? date = null)
    {
        string whole = file + ".whole";
        LobsterSampleOptions options = new() { Symbol = symbol, Rows = rows, Seed = seed, Levels = levels };
        LobsterSampleWriter.Write(whole, options with { Date = date ?? options.Date });
        using (ZipArchive source = ZipFile.OpenRead(whole))
        using (ZipArchive target = ZipFile.Open(file, ZipArchiveMode.Create))
        {
            foreach (ZipArchiveEntry entry in source.Entries)
            {
                Copy(entry, target, entry.Name.Contains("_message_", StringComparison.Ordinal) ? timeDivisor : 1);
            }
        }

        File.Delete(whole);
        return file;
    }

    private static void Copy(ZipArchiveEntry entry, ZipArchive target, int timeDivisor)
    {
        using StreamReader reader = new(entry.Open());
        using StreamWriter writer = new(target.CreateEntry(entry.Name, CompressionLevel.NoCompression).Open());
        while (reader.ReadLine() is { } line)
        {
            writer.Write(timeDivisor == 1 ? line : Faster(line, timeDivisor));
            writer.Write('\n');
        }
    }

    private static string Faster(string line, int timeDivisor)
    {
        int comma = line.IndexOf(',', StringComparison.Ordinal);
        decimal seconds = decimal.Parse(line.AsSpan(0, comma), NumberStyles.Float, CultureInfo.InvariantCulture);
        decimal scaled = decimal.Round(OpenSeconds + ((seconds - OpenSeconds) / timeDivisor), 9,
            MidpointRounding.ToZero);
        return scaled.ToString("0.000000000", CultureInfo.InvariantCulture) + line[comma..];
    }
}
