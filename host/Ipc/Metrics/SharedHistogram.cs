using System.Runtime.CompilerServices;
using Strategies.Ipc.Memory;

namespace Strategies.Ipc.Metrics;

/// <summary>
/// A histogram of latencies in shared memory with fixed buckets (<see cref="HistogramLayout"/>: three significant
/// digits, 0 to 18 minutes in nanoseconds). One recording thread, which pays one store per value; any number of
/// readers take snapshots and work quantiles out on their side.
/// </summary>
public sealed unsafe class SharedHistogram : IDisposable
{
    private const long Bytes = RegionHeader.Size + HistogramBlock.Size + (HistogramLayout.BucketCount * sizeof(long));

    private readonly SharedMemory _memory;
    private readonly HistogramBlock* _block;
    private readonly long* _buckets;
    private bool _isWriter;

    private SharedHistogram(SharedMemory memory)
    {
        _memory = memory;
        _block = (HistogramBlock*)memory.Body;
        _buckets = (long*)(memory.Body + HistogramBlock.Size);
        _isWriter = !memory.IsReadOnly;
    }

    /// <summary>The region that holds it.</summary>
    public SharedMemory Memory => _memory;

    /// <summary>Makes a histogram and becomes its recorder, or goes on with an ended recorder's.</summary>
    /// <param name="location">Where it lies.</param>
    /// <param name="stale">What to do with one that an ended process left.</param>
    /// <exception cref="IpcException">It cannot be: see <see cref="IpcFault"/>.</exception>
    public static SharedHistogram Create(RegionLocation location, StalePolicy stale = StalePolicy.Refuse) =>
        new(SharedMemory.Create(
            new RegionSpec(
                location, RegionKind.Histogram, Bytes, HistogramLayout.BucketCount, HistogramLayout.PrecisionBits),
            stale));

    /// <summary>Opens a histogram for reading.</summary>
    /// <param name="location">Where it lies.</param>
    /// <exception cref="IpcException">It cannot be: see <see cref="IpcFault"/>.</exception>
    public static SharedHistogram Open(RegionLocation location) => Open(location, isReadOnly: true);

    /// <summary>
    /// Opens a histogram that another process records into, to become its recorder by <see cref="SharedMemory.TakeOver"/>
    /// once that one has let it go. Until then it is for reading.
    /// </summary>
    /// <param name="location">Where it lies.</param>
    /// <exception cref="IpcException">It cannot be: see <see cref="IpcFault"/>.</exception>
    public static SharedHistogram Attach(RegionLocation location) => Open(location, isReadOnly: false);

    private static SharedHistogram Open(RegionLocation location, bool isReadOnly)
    {
        SharedMemory memory = SharedMemory.Open(location, RegionKind.Histogram, isReadOnly);
        RegionHeader* header = memory.Header;
        (ulong buckets, ulong bits, long bytes) = (header->Parameter0, header->Parameter1, memory.Bytes);
        if (buckets != HistogramLayout.BucketCount || bits != HistogramLayout.PrecisionBits || bytes != Bytes)
        {
            memory.Dispose();
            throw RegionFaults.WrongSize(
                location.File,
                $"{buckets} buckets of {bits} bits in {bytes} bytes",
                $"{HistogramLayout.BucketCount} of {HistogramLayout.PrecisionBits} in {Bytes}");
        }

        return new SharedHistogram(memory);
    }

    /// <summary>
    /// Counts a value. One outside of 0 to <see cref="HistogramLayout.ValueMax"/> goes to the nearest bucket and is
    /// counted as clamped. The one recording thread.
    /// </summary>
    /// <param name="value">Say, nanoseconds.</param>
    /// <exception cref="IpcException">It is open for reading only, or closed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Record(long value)
    {
        if (!_isWriter)
        {
            Refuse();
        }

        if (value > _block->Max)
        {
            Volatile.Write(ref _block->Max, value);
        }

        // Unsigned: a negative value is out of range too.
        if ((ulong)value > HistogramLayout.ValueMax)
        {
            Volatile.Write(ref _block->Clamped, _block->Clamped + 1);
            value = value < 0 ? 0 : HistogramLayout.ValueMax;
        }

        long* bucket = _buckets + HistogramLayout.BucketOf(value);
        Volatile.Write(ref *bucket, *bucket + 1);
    }

    /// <summary>
    /// Copies the counts as they are, while the recorder goes on: every value recorded before the call is in it, some
    /// recorded during it may be. Any thread, any process.
    /// </summary>
    /// <exception cref="IpcException">It was closed.</exception>
    public HistogramSnapshot Snapshot()
    {
        if (_memory.IsClosed)
        {
            Refuse();
        }

        long[] counts = new long[HistogramLayout.BucketCount];
        for (int bucket = 0; bucket < counts.Length; bucket++)
        {
            counts[bucket] = Volatile.Read(ref _buckets[bucket]);
        }

        return new HistogramSnapshot(counts, Volatile.Read(ref _block->Max), Volatile.Read(ref _block->Clamped));
    }

    /// <summary>Closes it; the file stays.</summary>
    public void Dispose()
    {
        _isWriter = false;
        _memory.Dispose();
    }

    private void Refuse() => throw (_memory.IsClosed
        ? new IpcException(
            IpcFault.Closed, "the histogram was closed by this process", "open it again", _memory.Location.File)
        : RegionFaults.NotWritable(_memory.Location.File, "record"));
}
