using System.Globalization;

namespace Strategies.Feeds.Verification;

/// <summary>A book of price levels in two sorted dictionaries, in LOBSTER's own units.</summary>
internal sealed class NaiveBook
{
    private const long EmptyPrice = 9_999_999_999;

    private static readonly IComparer<long> HighestFirst =
        Comparer<long>.Create((left, right) => right.CompareTo(left));

    private readonly SortedDictionary<long, long> _asks = [];
    private readonly SortedDictionary<long, long> _bids = new(HighestFirst);

    internal bool IsCrossed => _asks.Count > 0 && _bids.Count > 0 && _bids.First().Key >= _asks.First().Key;

    internal static NaiveBook Parse(string row)
    {
        NaiveBook book = new();
        string[] fields = row.Split(',');
        for (int index = 0; index < fields.Length; index += 4)
        {
            AddUnlessEmpty(book._asks, fields[index], fields[index + 1]);
            AddUnlessEmpty(book._bids, fields[index + 2], fields[index + 3]);
        }

        return book;
    }

    internal NaiveBook Copy()
    {
        NaiveBook copy = new();
        TakeMissing(copy._asks, _asks);
        TakeMissing(copy._bids, _bids);
        return copy;
    }

    /// <summary>Applies a message.</summary>
    /// <returns>True when it is about the bids, false for the asks, null when it changes no book.</returns>
    internal bool? Apply(string[] message)
    {
        int type = int.Parse(message[1], CultureInfo.InvariantCulture);
        long size = Number(message[3]);
        long price = Number(message[4]);
        bool isBid = message[5] == "1";
        SortedDictionary<long, long> side = isBid ? _bids : _asks;
        switch (type)
        {
            case 1:
                side[price] = side.GetValueOrDefault(price) + size;
                return isBid;
            case 2 or 3 or 4:
                if (side.TryGetValue(price, out long left))
                {
                    side[price] = left - size;
                    if (left <= size)
                    {
                        side.Remove(price);
                    }
                }

                return isBid;
            default:
                return null;
        }
    }

    internal void Cut(int levels)
    {
        Cut(_asks, levels);
        Cut(_bids, levels);
    }

    /// <summary>Takes the levels of the reference whose prices are missing here.</summary>
    internal int TakeMissing(NaiveBook reference) =>
        TakeMissing(_asks, reference._asks) + TakeMissing(_bids, reference._bids);

    internal bool SideEquals(NaiveBook other, bool isBid, int levels) =>
        isBid
            ? _bids.Take(levels).SequenceEqual(other._bids.Take(levels))
            : _asks.Take(levels).SequenceEqual(other._asks.Take(levels));

    private static int TakeMissing(SortedDictionary<long, long> side, SortedDictionary<long, long> reference)
    {
        int taken = 0;
        foreach ((long price, long size) in reference)
        {
            taken += side.TryAdd(price, size) ? 1 : 0;
        }

        return taken;
    }

    private static void Cut(SortedDictionary<long, long> side, int levels)
    {
        foreach (long price in side.Keys.Skip(levels).ToArray())
        {
            side.Remove(price);
        }
    }

    private static void AddUnlessEmpty(SortedDictionary<long, long> side, string price, string size)
    {
        if (Math.Abs(Number(price)) != EmptyPrice)
        {
            side.Add(Number(price), Number(size));
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
