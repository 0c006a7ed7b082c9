using System.Numerics;
using System.Runtime.CompilerServices;

namespace Strategies.Ipc.Metrics;

/// <summary>
/// The buckets of a log-linear histogram: values below 2,048 have a bucket each, above that every doubling has 1,024
/// buckets, so a value is known to one part in 1,024 or better (three significant digits).
/// </summary>
public static class HistogramLayout
{
    /// <summary>Bits of a value's leading digits that are kept.</summary>
    public const int PrecisionBits = 11;

    /// <summary>Bits of the largest value.</summary>
    public const int ValueBits = 40;

    /// <summary>The largest value: about 18 minutes in nanoseconds. Larger ones are counted as this and told.</summary>
    public const long ValueMax = (1L << ValueBits) - 1;

    /// <summary>Number of buckets.</summary>
    public const int BucketCount = (ValueBits - PrecisionBits + 2) * HalfCount;

    private const int HalfBits = PrecisionBits - 1;
    private const int HalfCount = 1 << HalfBits;
    private const ulong LinearMask = (1UL << PrecisionBits) - 1;

    /// <summary>The bucket of a value.</summary>
    /// <param name="value">0 to <see cref="ValueMax"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int BucketOf(long value)
    {
        // The mask makes it 0 below 2,048; above, value >> shift is 1,024 to 2,047, so that ranges follow without gaps.
        int shift = BitOperations.Log2((ulong)value | LinearMask) - HalfBits;
        return (shift << HalfBits) + (int)(value >> shift);
    }

    /// <summary>The lowest value of a bucket.</summary>
    /// <param name="bucket">0 to <see cref="BucketCount"/> - 1.</param>
    public static long LowestOf(int bucket)
    {
        int shift = ShiftOf(bucket);
        return (long)(bucket - (shift << HalfBits)) << shift;
    }

    /// <summary>The highest value of a bucket.</summary>
    /// <param name="bucket">0 to <see cref="BucketCount"/> - 1.</param>
    public static long HighestOf(int bucket) => LowestOf(bucket) + (1L << ShiftOf(bucket)) - 1;

    // The first two halves, values below 2,048, have the same shift of 0.
    private static int ShiftOf(int bucket) => Math.Max(0, (bucket >> HalfBits) - 1);
}
