using static System.FormattableString;

namespace Strategies.Venues.Latency;

/// <summary>
/// A distribution given by some of its quantiles. A piece between two of them holds every whole nanosecond from the one
/// latency to the other, both included, with equal weight: integers only, and monotonic.
/// </summary>
public sealed class QuantileLatency : LatencyModel
{
    /// <summary>Most quantiles of a model.</summary>
    public const int CountMax = 1000;

    private const int Billion = 1_000_000_000;
    private const int PartBits = 8;

    // Of piece i: where it begins (fraction of 2^64), the latency there, and latencies per 2^64 positions beyond. A
    // piece is a billionth wide at least and 10 s high at most, so the last is below 2^64 too.
    private readonly ulong[] _starts;
    private readonly long[] _latenciesNs;
    private readonly ulong[] _slopes;

    // Of each of the 256 equal parts of all positions: the piece in which it begins. From there it is rarely far.
    private readonly short[] _firstPieces = new short[1 << PartBits];

    internal QuantileLatency(IReadOnlyList<LatencyQuantile> quantiles)
        : this(BillionthsOf(quantiles), LatenciesOf(quantiles))
    {
    }

    private QuantileLatency(int[] billionths, long[] latenciesNs)
        : base(latenciesNs[0], latenciesNs[^1])
    {
        int pieces = billionths.Length - 1;
        _starts = new ulong[pieces];
        _latenciesNs = latenciesNs;
        _slopes = new ulong[pieces];
        for (int piece = 0; piece < pieces; piece++)
        {
            UInt128 start = ((UInt128)billionths[piece] << 64) / Billion;
            UInt128 end = ((UInt128)billionths[piece + 1] << 64) / Billion;
            // One more than the difference: both ends belong to the piece.
            long count = latenciesNs[piece + 1] - latenciesNs[piece] + 1;
            _starts[piece] = (ulong)start;
            _slopes[piece] = (ulong)(((UInt128)count << 64) / (end - start));
        }

        for (int part = 0; part < _firstPieces.Length; part++)
        {
            ulong position = (ulong)part << (64 - PartBits);
            _firstPieces[part] = (short)Array.FindLastIndex(_starts, start => start <= position);
        }
    }

    /// <inheritdoc/>
    public override long At(ulong position)
    {
        ulong[] starts = _starts;
        int piece = _firstPieces[(int)(position >> (64 - PartBits))];
        while (piece + 1 < starts.Length && starts[piece + 1] <= position)
        {
            piece++;
        }

        // The high half of the product: slopes count latencies per 2^64 positions.
        return _latenciesNs[piece] + (long)Math.BigMul(position - starts[piece], _slopes[piece], out _);
    }

    private static int[] BillionthsOf(IReadOnlyList<LatencyQuantile> quantiles)
    {
        Require(
            quantiles.Count is >= 2 and <= CountMax,
            Invariant($"{quantiles.Count} quantiles"),
            Invariant($"give 2 to {CountMax} of them, the first 0 and the last 1; a file may hold more latencies"));
        int[] billionths = new int[quantiles.Count];
        for (int index = 0; index < billionths.Length; index++)
        {
            decimal quantile = quantiles[index].Quantile;
            Require(
                index > 0 || quantile == 0,
                Invariant($"the first quantile is {quantile}, not 0"),
                "quantile 0 is the shortest latency; without it the left end is not known");
            Require(
                index < billionths.Length - 1 || quantile == 1,
                Invariant($"the last quantile is {quantile}, not 1"),
                "quantile 1 is the longest latency; without it the right end is not known");
            Require(
                index == 0 || quantile > quantiles[index - 1].Quantile,
                Invariant($"quantile {quantile} comes after quantile {quantiles[Math.Max(0, index - 1)].Quantile}"),
                "write the quantiles in ascending order, each once");
            Require(
                quantile <= 1, Invariant($"quantile {quantile} is above 1"), "quantiles lie between 0 and 1");
            Require(
                quantile * Billion == decimal.Truncate(quantile * Billion),
                Invariant($"quantile {quantile} has more than 9 decimals"),
                "a billionth is as fine as it gets; round it");
            billionths[index] = (int)(quantile * Billion);
        }

        return billionths;
    }

    private static long[] LatenciesOf(IReadOnlyList<LatencyQuantile> quantiles)
    {
        long[] latenciesNs = new long[quantiles.Count];
        for (int index = 0; index < latenciesNs.Length; index++)
        {
            decimal quantile = quantiles[index].Quantile;
            decimal microseconds = quantiles[index].Microseconds;
            try
            {
                latenciesNs[index] = LatencyTime.FromMicroseconds(microseconds);
            }
            catch (LatencyException exception)
            {
                throw new LatencyException(Invariant($"quantile {quantile}: {exception.Problem}"), exception.Hint);
            }

            Require(
                index == 0 || latenciesNs[index] >= latenciesNs[index - 1],
                Invariant($"quantile {quantile}: {microseconds} microseconds is less than at the quantile before it"),
                "latencies never fall from one quantile to the next");
        }

        return latenciesNs;
    }

    private static void Require(bool condition, string problem, string hint)
    {
        if (!condition)
        {
            throw new LatencyException(problem, hint);
        }
    }
}
