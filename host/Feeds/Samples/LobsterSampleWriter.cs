using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Strategies.Feeds.Samples;

/// <summary>
/// Makes an artificial trading day and writes it the way LOBSTER publishes real ones, for machines that have no market
/// data. The order flow is a simple simulation and says nothing about any market.
/// </summary>
public static class LobsterSampleWriter
{
    // Members are stored, not deflated, and carry a fixed time: compressors differ between machines and versions.
    private static readonly DateTimeOffset MemberTime = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Most rows: they are put together in memory.</summary>
    public const int RowsMax = 4_000_000;

    /// <summary>Writes a zip.</summary>
    /// <param name="file">Its path; an existing file is replaced.</param>
    /// <param name="options">What it is to be; null for the defaults.</param>
    /// <returns>The options that were used, with the seed to name.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="FeedException">The file cannot be written.</exception>
    public static LobsterSampleOptions Write(string file, LobsterSampleOptions? options = null)
    {
        options ??= new LobsterSampleOptions();
        Check(options);
        StringBuilder messages = new();
        StringBuilder orderbook = new();
        new SampleMarket(options, messages, orderbook).Run();
        try
        {
            using FileStream stream = new(file, FileMode.Create, FileAccess.Write);
            using ZipArchive zip = new(stream, ZipArchiveMode.Create);
            AddMember(zip, MemberName(options, "message"), messages);
            AddMember(zip, MemberName(options, "orderbook"), orderbook);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw FeedException.ForFile(
                file,
                $"the sample cannot be written: {cause.Message}",
                "check folder, permissions and free space",
                cause);
        }

        return options;
    }

    private static void Check(LobsterSampleOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Rows, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Rows, RowsMax);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Levels, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Levels, 10);
        if (options.Symbol.Length is 0 or > 8 || !options.Symbol.All(char.IsAsciiLetterOrDigit))
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), options.Symbol, "a symbol has 1 to 8 ASCII letters and digits");
        }
    }

    private static string MemberName(LobsterSampleOptions options, string kind) => string.Create(
        CultureInfo.InvariantCulture,
        $"{options.Symbol}_{options.Date:yyyy-MM-dd}_34200000_57600000_{kind}_{options.Levels}.csv");

    private static void AddMember(ZipArchive zip, string name, StringBuilder text)
    {
        ZipArchiveEntry entry = zip.CreateEntry(name, CompressionLevel.NoCompression);
        entry.LastWriteTime = MemberTime;
        entry.ExternalAttributes = 0;
        using Stream stream = entry.Open();
        foreach (ReadOnlyMemory<char> chunk in text.GetChunks())
        {
            stream.Write(Encoding.ASCII.GetBytes(chunk.ToArray()));
        }
    }
}
