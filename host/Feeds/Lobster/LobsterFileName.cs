using System.Globalization;

namespace Strategies.Feeds.Lobster;

/// <summary>
/// What the name of a LOBSTER file says: <c>SYMBOL_YYYY-MM-DD_start_end_message_N.csv</c> or
/// <c>..._orderbook_N.csv</c>.
/// </summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Date">The trading day.</param>
/// <param name="IsMessageFile">True for the message file, false for the orderbook file.</param>
/// <param name="Levels">Levels a side.</param>
internal sealed record LobsterFileName(string Symbol, DateOnly Date, bool IsMessageFile, int Levels)
{
    // Far above what LOBSTER offers; keeps every row and record small.
    internal const int LevelsMax = 1000;

    private const string Extension = ".csv";
    private const int PartsBehindSymbol = 5;

    internal static LobsterFileName? Parse(string name)
    {
        if (!name.EndsWith(Extension, StringComparison.Ordinal))
        {
            return null;
        }

        string[] parts = name[..^Extension.Length].Split('_');
        if (parts.Length <= PartsBehindSymbol
            || parts[^2] is not ("message" or "orderbook")
            || !int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out int levels)
            || levels is < 1 or > LevelsMax
            || !DateOnly.TryParseExact(
                parts[^5], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date))
        {
            return null;
        }

        string symbol = string.Join('_', parts[..^PartsBehindSymbol]);
        return symbol.Length is > 0 and <= 32
            ? new LobsterFileName(symbol, date, parts[^2] == "message", levels)
            : null;
    }
}
