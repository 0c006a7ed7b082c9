using System.Globalization;
using System.Text;

namespace Strategies.Feeds.Samples;

/// <summary>Writes the rows of both files for events inside the window.</summary>
internal sealed class SampleRecorder(int levels, StringBuilder messages, StringBuilder orderbook)
{
    private const long EmptyPrice = 9_999_999_999;

    /// <summary>Rows written.</summary>
    internal int Rows { get; private set; }

    /// <summary>Writes one row: the message, and the book after it.</summary>
    internal void Record(
        long timeNs, int type, long reference, int size, long price, bool isBid, SampleSide asks, SampleSide bids)
    {
        AppendSeconds(timeNs);
        messages.Append(CultureInfo.InvariantCulture, $",{type},{reference},{size},{price},{(isBid ? 1 : -1)}\n");
        for (int level = 0; level < levels; level++)
        {
            AppendLevel(asks, level, level == 0);
            AppendLevel(bids, level, isFirst: false);
        }

        orderbook.Append('\n');
        Rows++;
    }

    /// <summary>Like LOBSTER, seconds with up to nine decimals and without zeros at the end.</summary>
    private void AppendSeconds(long timeNs)
    {
        messages.Append(CultureInfo.InvariantCulture, $"{timeNs / 1_000_000_000}.{timeNs % 1_000_000_000:D9}");
        while (messages[^1] == '0' && messages[^2] != '.')
        {
            messages.Length--;
        }
    }

    private void AppendLevel(SampleSide side, int level, bool isFirst)
    {
        bool isThere = level < side.LevelCount;
        long price = isThere ? side.PriceAt(level) : side.IsBid ? -EmptyPrice : EmptyPrice;
        int size = isThere ? side.SizeAt(level) : 0;
        orderbook.Append(CultureInfo.InvariantCulture, $"{(isFirst ? string.Empty : ",")}{price},{size}");
    }
}
