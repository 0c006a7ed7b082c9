using Strategies.Sdk;

namespace MyStrategy;

/// <summary>Makes bars of equal length out of prices: open, high, low and close. Allocates nothing.</summary>
/// <param name="lengthNs">Length of a bar, ns, above 0; bars begin at whole multiples of it.</param>
internal sealed class BarBuilder(long lengthNs)
{
    private long _number = -1;

    public Price Open { get; private set; }

    public Price High { get; private set; }

    public Price Low { get; private set; }

    public Price Close { get; private set; }

    /// <summary>Takes a price.</summary>
    /// <param name="timeNs">When, ns since 1970-01-01 UTC; never earlier than the one before.</param>
    /// <param name="price">The price.</param>
    /// <param name="closed">Close of the bar that this price ended, when it ended one.</param>
    /// <returns>True when a bar ended.</returns>
    public bool Add(long timeNs, Price price, out Price closed)
    {
        long number = timeNs / lengthNs;
        closed = Close;
        bool hasEnded = _number >= 0 && number > _number;
        if (number > _number)
        {
            _number = number;
            Open = High = Low = price;
        }

        High = price > High ? price : High;
        Low = price < Low ? price : Low;
        Close = price;
        return hasEnded;
    }

    public void Save(ref StateWriter writer)
    {
        writer.Write(_number);
        writer.Write(Open.Raw);
        writer.Write(High.Raw);
        writer.Write(Low.Raw);
        writer.Write(Close.Raw);
    }

    public void Restore(ref StateReader reader)
    {
        _number = reader.ReadInt64();
        Open = new Price(reader.ReadInt64());
        High = new Price(reader.ReadInt64());
        Low = new Price(reader.ReadInt64());
        Close = new Price(reader.ReadInt64());
    }
}
