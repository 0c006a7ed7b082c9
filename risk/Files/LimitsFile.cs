using Strategies.Sdk;

namespace Strategies.Risk.Files;

/// <summary>A limits file as read: JSON in which comments and trailing commas are allowed. Off the hot path.</summary>
/// <example><code>
/// {
///   "format": 1,            // may be left out: the layout of the file, 1 is the only one
///   "version": 3,           // which edition of the limits this is, 1 or more; the journal carries it
///   "currency": "USD",      // of every maxNotional, and of every instrument
///   "limits": [
///     { "scope": "firm", "maxQuantity": 10000, "maxNotional": "2500000.00", "priceCollarPercent": 5.0,
///       "referenceAgeMs": 5000, "maxPosition": 20000, "messagesPerSecond": 500 },
///     { "scope": "strategy:maker", "instrument": "AMZN", "maxPosition": 2000 },
///   ]
/// }
/// </code>
/// A scope is <c>order</c>, <c>strategy:SLOT</c>, <c>account:NAME</c> or <c>firm</c>. Without an instrument a limit
/// holds for all of them. Numbers are exact decimals. <c>messagesPerSecond</c> needs a scope other than order and no
/// instrument.
/// </example>
public sealed class LimitsFile
{
    /// <summary>The only layout that this build reads.</summary>
    public const int FormatVersion = 1;

    private readonly LimitEntry[] _entries;
    private readonly int[] _lines;

    internal LimitsFile(
        string fileName, int version, Currency currency, int limitsLine, LimitEntry[] entries, int[] lines)
    {
        FileName = fileName;
        Version = version;
        Currency = currency;
        LimitsLine = limitsLine;
        _entries = entries;
        _lines = lines;
    }

    /// <summary>The file.</summary>
    public string FileName { get; }

    /// <summary>Which edition of the limits it is, 1 or more.</summary>
    public int Version { get; }

    /// <summary>The currency of all limits of notional.</summary>
    public Currency Currency { get; }

    /// <summary>The line at which the list of limits begins.</summary>
    internal int LimitsLine { get; }

    /// <summary>The limits, in the order of the file; none is set twice.</summary>
    public ReadOnlySpan<LimitEntry> Entries => _entries;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="names">The names it may use.</param>
    /// <exception cref="ConfigException">It cannot be read or is not valid.</exception>
    public static LimitsFile Load(string path, LimitNames names)
    {
        byte[] content = ConfigFile.ReadBytes(path, "the limits file");
        return Parse(content, path, names);
    }

    /// <summary>Reads the content of a file.</summary>
    /// <param name="content">UTF-8, with or without a byte order mark.</param>
    /// <param name="fileName">What to call it in messages.</param>
    /// <param name="names">The names it may use.</param>
    /// <exception cref="ConfigException">It is not valid.</exception>
    public static LimitsFile Parse(ReadOnlySpan<byte> content, string fileName, LimitNames names)
    {
        return new LimitsFileParser(fileName, names).Parse(ConfigText.Parse(content, fileName));
    }

    /// <summary>The line that sets a limit.</summary>
    /// <param name="entryIndex">Its position among the entries, from 0.</param>
    public int LineOf(int entryIndex) => _lines[entryIndex];

    /// <summary>Says which line made a table refuse these limits.</summary>
    /// <param name="error">What <see cref="LimitTable.TryReplace"/> gave for <see cref="Entries"/>.</param>
    public ConfigException Explain(LimitTableError error)
    {
        LimitEntry entry = _entries[error.EntryIndex];
        string key = LimitKey.All.First(candidate => candidate.Control == entry.Control).Name;
        return new ConfigException(
            FileName, LineOf(error.EntryIndex), key, $"'{key}' is refused: {error.Describe(_entries)}",
            "correct the entry; the limits before stay in force");
    }
}
