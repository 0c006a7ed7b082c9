using Strategies.Sdk;

namespace MyStrategy;

/// <summary>Average of the last prices, exact: sums of whole numbers. Allocates only in its constructor.</summary>
/// <param name="length">How many prices, above 0.</param>
internal sealed class MovingAverage(int length)
{
    private readonly long[] _prices = new long[length];
    private long _sum;
    private long _count;

    /// <summary>True once it has seen as many prices as it averages.</summary>
    public bool IsReady => _count >= length;

    /// <summary>The average, raw, rounded down.</summary>
    public long Raw => _sum / length;

    public void Add(Price price)
    {
        int at = (int)(_count++ % length);
        _sum += price.Raw - _prices[at];
        _prices[at] = price.Raw;
    }

    public void Save(ref StateWriter writer)
    {
        writer.Write(_count);
        foreach (long price in _prices)
        {
            writer.Write(price);
        }
    }

    public void Restore(ref StateReader reader)
    {
        _count = reader.ReadInt64();
        _sum = 0;
        for (int index = 0; index < _prices.Length; index++)
        {
            _prices[index] = reader.ReadInt64();
            _sum += _prices[index];
        }
    }
}
