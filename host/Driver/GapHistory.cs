using System.Diagnostics;

namespace Strategies.Driver;

/// <summary>
/// Remembers the longest gap between two iterations of a hot loop for every short stretch (bucket) of wall time, so
/// that one can ask afterwards how long the loop stood still around a moment. Each collection of the process is
/// remembered too, at the moment the loop could first see it.
/// </summary>
/// <remarks>
/// <see cref="Record"/> is the hot thread's and allocates nothing; the loop must spin, since a sleep is a gap. The
/// queries are for later, when the loop has ended. All timestamps are <see cref="Stopwatch"/>'s.
/// </remarks>
public sealed class GapHistory
{
    /// <summary>Length of a bucket, in ns.</summary>
    public const long BucketNs = 20_000;

    private const int CollectionsMax = 1 << 14;

    private readonly uint[] _largestTicks;
    private readonly long[] _collectionTimestamps = new long[CollectionsMax];
    private readonly long _bucketTicks;
    private readonly int _lastBucket;
    private long _startTimestamp;
    private long _lastTimestamp;
    private long _bucketEnd;
    private int _bucket;
    private int _collectionCount;
    private int _collectionsSeen;

    /// <summary>Makes a history; its memory is touched here, not in the loop.</summary>
    /// <param name="span">How long it shall reach from the first record on; what comes later is not remembered.</param>
    /// <exception cref="ArgumentOutOfRangeException">The span is not positive, or longer than 11 hours.</exception>
    public GapHistory(TimeSpan span)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(span, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(span, TimeSpan.FromHours(11));
        _bucketTicks = Math.Max(1, BucketNs * Stopwatch.Frequency / 1_000_000_000);
        // 11 hours are 1.98 billion buckets: an index has 31 bits.
        _lastBucket = (int)(span.TotalSeconds * Stopwatch.Frequency / _bucketTicks) + 1;
        // One more: where everything lands that comes after the last.
        _largestTicks = GC.AllocateUninitializedArray<uint>(_lastBucket + 2, pinned: true);
        Array.Fill(_largestTicks, 1u);
        Array.Clear(_largestTicks);
        Array.Fill(_collectionTimestamps, 1);
    }

    /// <summary>Timestamp of the first record; 0 before it.</summary>
    public long StartTimestamp => _startTimestamp;

    /// <summary>Timestamp of the last record; 0 before the first.</summary>
    public long LastTimestamp => _lastTimestamp;

    /// <summary>True when the loop went on for longer than the history reaches.</summary>
    public bool IsOverrun => _bucket > _lastBucket;

    /// <summary>Collections of the process, of any generation, that the loop has seen.</summary>
    public int CollectionCount => _collectionCount;

    /// <summary>Takes one iteration of the loop.</summary>
    /// <param name="timestamp">Now.</param>
    public void Record(long timestamp)
    {
        long gap = timestamp - _lastTimestamp;
        _lastTimestamp = timestamp;
        if (timestamp < _bucketEnd)
        {
            ref uint largest = ref _largestTicks[_bucket];
            largest = (uint)Math.Max(largest, gap);
        }
        else
        {
            NextBucket(timestamp, gap);
        }
    }

    /// <summary>The longest gap that reaches into a stretch of time.</summary>
    /// <param name="timestamp">Its middle.</param>
    /// <param name="halfWindowNs">Half its length, in ns; the answer is exact to one bucket.</param>
    /// <param name="gapNs">The longest gap, in ns.</param>
    /// <returns>False when the history does not cover the whole stretch.</returns>
    public bool TryGetLargestNs(long timestamp, long halfWindowNs, out long gapNs)
    {
        long half = halfWindowNs * Stopwatch.Frequency / 1_000_000_000;
        gapNs = 0;
        if (timestamp - half < _startTimestamp || timestamp + half > _lastTimestamp
            || _startTimestamp == 0 || BucketOf(timestamp + half) > _lastBucket)
        {
            return false;
        }

        uint largest = 0;
        int last = (int)BucketOf(timestamp + half);
        for (int bucket = (int)BucketOf(timestamp - half); bucket <= last; bucket++)
        {
            largest = Math.Max(largest, _largestTicks[bucket]);
        }

        gapNs = largest * 1_000_000_000L / Stopwatch.Frequency;
        return true;
    }

    /// <summary>A quantile of the buckets' longest gaps over the whole history. Allocates: for reports.</summary>
    /// <param name="quantile">Above 0; 1 for the longest.</param>
    /// <returns>The gap, in ns; 0 of a loop that was not recorded.</returns>
    public long QuantileNs(double quantile)
    {
        if (_startTimestamp == 0)
        {
            return 0;
        }

        uint[] gaps = _largestTicks.AsSpan(0, Math.Min(_bucket, _lastBucket) + 1).ToArray();
        Array.Sort(gaps);
        int place = Math.Clamp((int)Math.Ceiling(quantile * gaps.Length) - 1, 0, gaps.Length - 1);
        return gaps[place] * 1_000_000_000L / Stopwatch.Frequency;
    }

    /// <summary>How many collections the loop saw within a stretch of time; the first 16,384 of a run are kept.</summary>
    /// <param name="timestamp">Its middle.</param>
    /// <param name="halfWindowNs">Half its length, in ns.</param>
    public int CollectionsWithin(long timestamp, long halfWindowNs)
    {
        long half = halfWindowNs * Stopwatch.Frequency / 1_000_000_000;
        int count = 0;
        for (int index = 0; index < Math.Min(_collectionCount, CollectionsMax); index++)
        {
            count += Math.Abs(_collectionTimestamps[index] - timestamp) <= half ? 1 : 0;
        }

        return count;
    }

    private long BucketOf(long timestamp) => (timestamp - _startTimestamp) / _bucketTicks;

    private void NextBucket(long timestamp, long gap)
    {
        if (_startTimestamp == 0)
        {
            _startTimestamp = timestamp;
            _bucketEnd = timestamp + _bucketTicks;
            // The first call only sets the beginning: there is no gap in front of it.
            _collectionsSeen = GC.CollectionCount(0);
            return;
        }

        SeeCollections(timestamp);
        int bucket = (int)Math.Min(BucketOf(timestamp), _lastBucket + 1);
        uint ticks = (uint)Math.Min(gap, uint.MaxValue);
        // A gap belongs to every bucket that it reaches into.
        for (; _bucket < bucket; _bucket++)
        {
            _largestTicks[_bucket] = Math.Max(_largestTicks[_bucket], ticks);
        }

        _largestTicks[bucket] = Math.Max(_largestTicks[bucket], ticks);
        _bucketEnd = bucket > _lastBucket ? long.MaxValue : _startTimestamp + ((bucket + 1L) * _bucketTicks);
    }

    /// <summary>Every collection counts as one of generation 0 too.</summary>
    private void SeeCollections(long timestamp)
    {
        int collections = GC.CollectionCount(0);
        for (; _collectionsSeen < collections; _collectionsSeen++)
        {
            if (_collectionCount < CollectionsMax)
            {
                _collectionTimestamps[_collectionCount] = timestamp;
            }

            _collectionCount++;
        }
    }
}
