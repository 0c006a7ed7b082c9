using System.Diagnostics;
using System.IO.MemoryMappedFiles;
using HdrHistogram;
using Strategies.Bench.Feed;
using Strategies.Bench.Results;
using Strategies.Records;

namespace Strategies.Bench.Phases;

/// <summary>
/// What a run is held against: the same packets in the same order on the same thread, without an engine. Each is built
/// in a buffer, checksummed (CRC32C) and stored in a memory-mapped file on the journal's file system.
/// </summary>
/// <remarks>
/// Its "tick to order" are two timestamps around building the packet's record and copying 136 bytes, the size of an order
/// record, once every 32 packets. Its times and the run's share the machine's noise; their ratio does not.
/// </remarks>
internal sealed unsafe class BareLoop : IDisposable
{
    private const long MapBytes = 1L << 26;
    private const int PageBytes = 4096;
    private const int OrderBytes = 136;
    private const int OrderEvery = 32;
    private readonly MergedFeed _feed;
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _map;
    private readonly byte[] _buffer = GC.AllocateArray<byte>(RecordHeader.RecordBytesMax, pinned: true);
    private readonly byte[] _order = new byte[OrderBytes];
    private readonly byte[] _port = new byte[OrderBytes];
    private readonly LongHistogram _tickToOrder = new(10_000_000_000, 3);
    private long _offset;
    private long _events;
    private long _ticks;

    /// <summary>Makes and touches the file.</summary>
    /// <param name="feed">The packets.</param>
    /// <param name="path">The file; it is removed again.</param>
    internal BareLoop(MergedFeed feed, string path)
    {
        _feed = feed;
        FileStream stream = new(
            path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
        _file = MemoryMappedFile.CreateFromFile(
            stream, null, MapBytes, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);
        _view = _file.CreateViewAccessor();
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _map);
        for (long offset = 0; offset < MapBytes; offset += PageBytes)
        {
            _map[offset] = 1;
        }
    }

    /// <summary>Packets a second over all calls of <see cref="Run"/>.</summary>
    internal double EventsPerS => _ticks == 0 ? 0 : _events * (double)Stopwatch.Frequency / _ticks;

    /// <summary>Its tick-to-order times, ns.</summary>
    internal Percentiles TickToOrder => Percentiles.Of(_tickToOrder);

    /// <summary>Sum of all checksums: keeps their work from being left out.</summary>
    internal uint Checksum { get; private set; }

    /// <summary>Takes packets.</summary>
    /// <param name="first">First event.</param>
    /// <param name="end">Behind the last.</param>
    internal void Run(int first, int end)
    {
        long started = Stopwatch.GetTimestamp();
        for (int index = first; index < end; index++)
        {
            _feed.Prefetch(index);
            int length = index % OrderEvery == 0 ? TakeWithOrder(index) : _feed.Write(index, _buffer);
            Store(length);
        }

        _ticks += Stopwatch.GetTimestamp() - started;
        _events += end - first;
    }

    /// <summary>Forgets what a warm-up has recorded.</summary>
    internal void Reset()
    {
        _tickToOrder.Reset();
        _events = 0;
        _ticks = 0;
    }

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }

    private int TakeWithOrder(int index)
    {
        long taken = Stopwatch.GetTimestamp();
        int length = _feed.Write(index, _buffer);
        _order.CopyTo(_port, 0);
        _tickToOrder.RecordValue(PhaseTimes.ToNs(Stopwatch.GetTimestamp() - taken));
        return length;
    }

    private void Store(int length)
    {
        ReadOnlySpan<byte> record = _buffer.AsSpan(0, length);
        Checksum ^= AppendPhase.PlainCrc(record);
        int aligned = RecordHeader.AlignedLength(length);
        if (aligned > MapBytes - _offset)
        {
            _offset = 0;
        }

        record.CopyTo(new Span<byte>(_map + _offset, length));
        _offset += aligned;
    }
}
