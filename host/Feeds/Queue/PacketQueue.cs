using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Strategies.Feeds.Queue;

/// <summary>
/// Carries packets from a thread that reads a <see cref="PacketSource"/> to the hot thread, through a ring of bytes
/// that is made once. Several consumers read the same packets, each at its own pace (the venue first, the engine
/// later); the slowest one holds the reader back. Packets are never dropped.
/// </summary>
/// <remarks>
/// The reader publishes a packet by writing its end position with release order, and consumers read that position with
/// acquire order before the bytes; a consumer releases memory the same way round. Positions only grow; their low bits
/// are the place.
/// </remarks>
public sealed class PacketQueue : IDisposable
{
    /// <summary>Size of the ring unless told otherwise: 8 MiB.</summary>
    public const int DefaultCapacityBytes = 8 << 20;

    private const int CapacityBytesMin = 1 << 12;
    private const int EntryAlignment = 8;
    private const int SpinsBeforeSleep = 20;

    private readonly PacketSource _source;
    private readonly byte[] _ring;
    private readonly PacketConsumer[] _consumers;
    private PaddedPosition _published;
    private long _gate;
    private Thread? _thread;
    private Exception? _failure;
    private bool _isReadingEnded;
    private bool _isStopping;
    private double _fractionRead;

    /// <summary>Makes a queue; nothing is read before <see cref="Start"/>.</summary>
    /// <param name="source">The feed; the queue disposes it.</param>
    /// <param name="consumers">Number of consumers, 1 or more; every one of them has to read.</param>
    /// <param name="capacityBytes">
    /// Size of the ring, at least 4 KiB, rounded up to a power of two; a packet may take half of it.
    /// </param>
    public PacketQueue(PacketSource source, int consumers = 2, int capacityBytes = DefaultCapacityBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(consumers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacityBytes, CapacityBytesMin);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(capacityBytes, 1 << 30);
        _source = source;
        _ring = new byte[BitOperations.RoundUpToPowerOf2((uint)capacityBytes)];
        _consumers = new PacketConsumer[consumers];
        for (int index = 0; index < consumers; index++)
        {
            _consumers[index] = new PacketConsumer(this, _ring);
        }
    }

    /// <summary>How much of the file the reader has read, 0 to 1; from any thread.</summary>
    public double FractionRead => Volatile.Read(ref _fractionRead);

    internal static int EntryHeaderBytes { get; } = Unsafe.SizeOf<PacketEntry>();

    internal long Published => Volatile.Read(ref _published.Value);

    internal bool IsReadingEnded => Volatile.Read(ref _isReadingEnded);

    internal Exception? FailureOfReading => _failure;

    /// <summary>One of the consumers.</summary>
    /// <param name="index">From 0.</param>
    public PacketConsumer Consumer(int index) => _consumers[index];

    /// <summary>Starts the reading thread.</summary>
    /// <exception cref="InvalidOperationException">It was started before.</exception>
    public void Start()
    {
        if (_thread is not null)
        {
            throw new InvalidOperationException("the queue was started before");
        }

        _thread = new Thread(Read) { IsBackground = true, Name = "feed reader" };

        // Without this the thread would hold on to the starter's execution context for as long as it lives.
        using AsyncFlowControl flow = ExecutionContext.SuppressFlow();
        _thread.Start();
    }

    /// <summary>
    /// Stops the reading thread, waits for its end and closes the feed. Packets in the queue stay readable.
    /// </summary>
    public void Dispose()
    {
        Volatile.Write(ref _isStopping, true);
        _thread?.Join();
        _source.Dispose();
    }

    private void Read()
    {
        try
        {
            while (!Volatile.Read(ref _isStopping) && _source.MoveNext() && TryPublish())
            {
                Volatile.Write(ref _fractionRead, _source.FractionRead);
            }
        }
        catch (Exception failure)
        {
            // Handed to the consumers, who meet it behind the packets that were good.
            _failure = failure;
        }

        // Last, with release order: whoever sees the end sees the failure too, and all that was published.
        Volatile.Write(ref _isReadingEnded, true);
    }

    private bool TryPublish()
    {
        ReadOnlySpan<byte> payload = _source.Payload;
        int bytes = (EntryHeaderBytes + payload.Length + EntryAlignment - 1) & -EntryAlignment;
        // Up to half of the ring always fits: padding and packet together are then less than the whole ring.
        if (bytes > _ring.Length / 2)
        {
            throw FeedException.ForFile(
                _source.File,
                $"{_source.Position}: a packet of {payload.Length} bytes is too large for a queue of {_ring.Length}",
                "make the queue larger");
        }

        long position = _published.Value;
        int place = (int)position & (_ring.Length - 1);
        int padding = place + bytes > _ring.Length ? _ring.Length - place : 0;
        if (!WaitForSpace(position + padding + bytes))
        {
            return false;
        }

        if (padding > 0)
        {
            // Entries are multiples of 8 bytes, so there is room for this number even in the smallest padding.
            MemoryMarshal.Write(_ring.AsSpan(place), -padding);
            place = 0;
        }

        WriteEntry(_ring.AsSpan(place, bytes), bytes, payload);
        Volatile.Write(ref _published.Value, position + padding + bytes);
        return true;
    }

    private void WriteEntry(Span<byte> place, int bytes, ReadOnlySpan<byte> payload)
    {
        PacketEntry entry = new()
        {
            EntryBytes = bytes,
            PayloadBytes = payload.Length,
            ExchangeTimeNs = _source.ExchangeTimeNs,
            Prefix = _source.Prefix,
            Gap = _source.Gap,
            Format = _source.Format,
        };
        MemoryMarshal.Write(place, in entry);
        payload.CopyTo(place[EntryHeaderBytes..]);
    }

    /// <summary>
    /// Waits until the slowest consumer has left what lies a whole ring before the end; gives the CPU away meanwhile.
    /// </summary>
    /// <returns>False when the queue is being disposed.</returns>
    private bool WaitForSpace(long end)
    {
        SpinWait spinner = default;
        while (end - _gate > _ring.Length)
        {
            // Looked up only when the ring seems full: consumers only go on, so an old gate errs towards waiting.
            _gate = SlowestPosition();
            if (end - _gate <= _ring.Length)
            {
                break;
            }

            if (Volatile.Read(ref _isStopping))
            {
                return false;
            }

            spinner.SpinOnce(SpinsBeforeSleep);
        }

        return true;
    }

    private long SlowestPosition()
    {
        long slowest = long.MaxValue;
        foreach (PacketConsumer consumer in _consumers)
        {
            slowest = Math.Min(slowest, consumer.Position);
        }

        return slowest;
    }
}
