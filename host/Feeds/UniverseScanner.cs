using Strategies.Feeds.Lobster;

namespace Strategies.Feeds;

/// <summary>
/// Finds the symbols that a feed's file is about, so that a universe can be made before the day is played.
/// </summary>
public static class UniverseScanner
{
    /// <summary>The symbols in the order of their first appearance.</summary>
    /// <param name="file">
    /// Path of the file; an ITCH or pcap file is read once to its end, of a LOBSTER zip only the names.
    /// </param>
    /// <param name="options">What the file does not say itself; null for the defaults.</param>
    /// <returns>Symbols without padding; empty when no message names one.</returns>
    /// <exception cref="FeedException">The file cannot be read to its end.</exception>
    public static IReadOnlyList<string> Scan(string file, FeedOptions? options = null)
    {
        using PacketSource source = FeedOpener.Open(file, options);
        if (source is LobsterSource lobster)
        {
            return [lobster.Symbol];
        }

        UniverseCollector symbols = new();
        while (source.MoveNext())
        {
            symbols.Observe(source.Format, source.Payload);
        }

        return symbols.Symbols;
    }
}
