using Strategies.MarketData;

namespace Strategies.Feeds.Lobster;

/// <summary>
/// One row of a LOBSTER orderbook file, parsed in place: the book after the message with the same row number.
/// </summary>
internal sealed class LobsterBookRow
{
    private const long EmptyPrice = 9_999_999_999;
    private const long PriceMax = long.MaxValue / LobsterRow.PriceFactor;
    private const long SizeMax = 1_000_000_000_000;

    private readonly int _levels;

    internal LobsterBookRow(int levels)
    {
        _levels = levels;
        Asks = new LobsterSide(levels, isBid: false);
        Bids = new LobsterSide(levels, isBid: true);
    }

    internal LobsterSide Asks { get; }

    internal LobsterSide Bids { get; }

    internal bool IsCrossed => Asks.Count > 0 && Bids.Count > 0 && Bids.PriceAt(0) >= Asks.PriceAt(0);

    /// <summary>Reads a row.</summary>
    /// <returns>What is wrong with it, or null.</returns>
    internal string? Parse(ReadOnlySpan<byte> text)
    {
        Asks.Clear();
        Bids.Clear();
        int offset = 0;
        for (int level = 0; level < _levels; level++)
        {
            string? problem = ParseLevel(text, ref offset, Asks, level == 0)
                ?? ParseLevel(text, ref offset, Bids, isFirst: false);
            if (problem is not null)
            {
                return problem;
            }
        }

        return offset == text.Length ? null : "there are more columns than the file's name says";
    }

    private static string? ParseLevel(ReadOnlySpan<byte> text, ref int offset, LobsterSide side, bool isFirst)
    {
        if (!isFirst && !AsciiNumber.TrySkip(text, ref offset, (byte)',')
            || !AsciiNumber.TryReadInt64(text, ref offset, out long price)
            || !AsciiNumber.TrySkip(text, ref offset, (byte)',')
            || !AsciiNumber.TryReadInt64(text, ref offset, out long size))
        {
            return "it is not four whole numbers a level: ask price, ask size, bid price, bid size";
        }

        if (Math.Abs(price) == EmptyPrice && size == 0)
        {
            side.EndOfLevels();
            return null;
        }

        return price is <= 0 or > PriceMax || size is <= 0 or > SizeMax ? "a price or size is out of range"
            : side.TryAppend(price * LobsterRow.PriceFactor, size) ? null
            : "the levels are not in the order of their prices";
    }
}
