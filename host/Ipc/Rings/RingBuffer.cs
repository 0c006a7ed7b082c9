using Strategies.Ipc.Memory;

namespace Strategies.Ipc.Rings;

/// <summary>
/// A ring of records of any length in shared memory, from one producer to one consumer, each in a process of its own
/// or in the same. It survives a crash of either end.
/// </summary>
/// <remarks>
/// <para>Vocabulary of the Disruptor: the <i>cursor</i> is how far the producer has published, the <i>gate</i> (gating
/// sequence) how far the consumer has released; the producer claims, fills and publishes, and never overtakes the
/// gate. Positions count bytes since the ring was made and never wrap; a record's place is its position modulo the
/// capacity. A record that does not fit before the ring's end goes to its beginning, behind padding.</para>
/// <para>The consumer looks at no shared counter: it reads the length of the record that comes next, which is 0 until
/// the producer stores it with release order. To that end the length behind a record is zeroed before the record is
/// published. A batch is published whole: all its lengths but the first are stored early, the first one last.</para>
/// <para>Producer killed: what it had published is there, what it had only claimed does not exist; the next producer
/// starts at the stored cursor and walks over what was published behind it. Consumer killed: the next one starts at
/// the gate and sees again what was polled and not released; it drops by its number what it has dealt with, which it keeps
/// with its own work: the core in its journal. It must release only after its own work is safe.</para>
/// <para>Memory order: payload and headers are plain stores before the release store of the length, and plain loads
/// behind its acquire load; the gate is stored with release order after the consumer's last read, and the producer
/// loads it with acquire order before it overwrites. On x64 these are plain moves; on ARM64 the same code gives stlr
/// and ldar (or ldapr). Words are naturally aligned, so none is torn.</para>
/// </remarks>
public sealed unsafe class RingBuffer : IDisposable
{
    /// <summary>Smallest capacity in bytes.</summary>
    public const int CapacityMin = 256;

    /// <summary>Largest capacity in bytes.</summary>
    public const int CapacityMax = 1 << 30;

    /// <summary>Where the records begin in the file.</summary>
    public const int DataOffset = 4096;

    private readonly SharedMemory _memory;
    private RingProducer? _producer;
    private RingConsumer? _consumer;

    private RingBuffer(SharedMemory memory)
    {
        _memory = memory;
        Capacity = checked((int)memory.Header->Parameter0);
        MaxRecordLength = MaxRecordLengthOf(Capacity);
    }

    /// <summary>The region that holds the ring: location, owner, removal.</summary>
    public SharedMemory Memory => _memory;

    /// <summary>Bytes for records, a power of two.</summary>
    public int Capacity { get; }

    /// <summary>
    /// Longest payload in bytes: half the capacity less the header, so that a record fits an empty ring wherever it
    /// stands.
    /// </summary>
    public int MaxRecordLength { get; }

    /// <summary>
    /// Sequence of the last published record; 0 (or what the ring began behind) before the first. After a crash of
    /// the producer it may lack the last batch until the next producer is there; the consumer sees that batch at once.
    /// </summary>
    public ulong LastPublishedSequence => Control->Cursor.Load().Sequence;

    /// <summary>Sequence of the last record that the consumer has released.</summary>
    public ulong LastReleasedSequence => Control->Gate.Load().Sequence;

    /// <summary>Bytes published and not released, as seen now from outside.</summary>
    public long BacklogBytes
    {
        get
        {
            // The gate first, as the cursor only grows; that is behind while a killed producer's batch is not counted.
            long gate = Control->Gate.Load().Position;
            return Math.Max(0, Control->Cursor.Load().Position - gate);
        }
    }

    /// <summary>Who produces; nobody when the end is free. It may have ended.</summary>
    public ProcessIdentity Producer => new(Volatile.Read(ref _memory.Header->Producer));

    /// <summary>Who consumes; nobody when the end is free. It may have ended.</summary>
    public ProcessIdentity Consumer => new(Volatile.Read(ref _memory.Header->Consumer));

    internal RingControl* Control => (RingControl*)_memory.Body;

    internal byte* Data => _memory.Base + DataOffset;

    /// <summary>Makes a ring and owns it, or takes over what an ended owner left.</summary>
    /// <param name="location">Where it lies.</param>
    /// <param name="capacity">
    /// Bytes for records: a power of two, <see cref="CapacityMin"/> to <see cref="CapacityMax"/>.
    /// </param>
    /// <param name="stale">What to do with a ring that an ended process left.</param>
    /// <param name="firstSequence">
    /// Sequence of a new ring's first record: 1, unless the producer counts on from a time before this ring.
    /// </param>
    /// <exception cref="IpcException">It cannot be: see <see cref="IpcFault"/>.</exception>
    public static RingBuffer Create(
        RegionLocation location, int capacity, StalePolicy stale = StalePolicy.Refuse, ulong firstSequence = 1)
    {
        if (capacity is < CapacityMin or > CapacityMax || !int.IsPow2(capacity))
        {
            throw new IpcException(
                IpcFault.InvalidArgument,
                $"a ring cannot have a capacity of {capacity} bytes",
                $"use a power of two from {CapacityMin} to {CapacityMax}",
                location.File);
        }

        if (firstSequence == 0)
        {
            throw new IpcException(
                IpcFault.InvalidArgument, "a ring cannot begin with sequence 0", "use 1 or more", location.File);
        }

        RegionSpec spec = new(location, RegionKind.Ring, (long)DataOffset + capacity, (ulong)capacity);
        return new RingBuffer(SharedMemory.Create(spec, stale, body =>
        {
            // A new region is zeros, and version 0 says that slot 0 holds.
            RingControl* control = (RingControl*)body;
            control->Cursor.Sequence0 = firstSequence - 1;
            control->Gate.Sequence0 = firstSequence - 1;
        }));
    }

    /// <summary>Opens a ring that its owner has made; the owner may have ended.</summary>
    /// <param name="location">Where it lies.</param>
    /// <param name="isReadOnly">True to look on only: neither end can be taken.</param>
    /// <exception cref="IpcException">It cannot be: see <see cref="IpcFault"/>.</exception>
    public static RingBuffer Open(RegionLocation location, bool isReadOnly = false)
    {
        SharedMemory memory = SharedMemory.Open(location, RegionKind.Ring, isReadOnly);
        ulong capacity = memory.Header->Parameter0;
        ulong bytes = (ulong)memory.Bytes;
        if (capacity is < CapacityMin or > CapacityMax || !ulong.IsPow2(capacity) || capacity + DataOffset != bytes)
        {
            memory.Dispose();
            throw RegionFaults.WrongSize(
                location.File, $"{bytes} bytes for a capacity of {capacity}", $"{DataOffset} more than a power of two");
        }

        return new RingBuffer(memory);
    }

    /// <summary>Becomes the ring's one producer. What an ended producer had published is continued.</summary>
    /// <exception cref="IpcException">A producer is alive, or the ring is damaged or open for reading only.</exception>
    public RingProducer TakeProducer()
    {
        Take(ref WritableHeader("produce")->Producer, "producer");
        try
        {
            return _producer = new RingProducer(this);
        }
        catch
        {
            // Whoever refuses a damaged ring must not keep others from replacing it.
            Release(ref _memory.Header->Producer);
            throw;
        }
    }

    /// <summary>Becomes the ring's one consumer, from the gate on.</summary>
    /// <exception cref="IpcException">A consumer is alive, or the ring is open for reading only.</exception>
    public RingConsumer TakeConsumer()
    {
        Take(ref WritableHeader("consume")->Consumer, "consumer");
        return _consumer = new RingConsumer(this);
    }

    /// <summary>
    /// Closes the ends that were taken here and lets the ring go, for whoever comes next; it stays mapped until
    /// <see cref="Dispose"/>.
    /// </summary>
    public void Release()
    {
        _producer?.Dispose();
        _consumer?.Dispose();
        _memory.Release();
    }

    /// <summary>Closes the ends that were taken here and unmaps the ring; the file stays.</summary>
    public void Dispose()
    {
        _producer?.Dispose();
        _consumer?.Dispose();
        _memory.Dispose();
    }

    // Padding is shorter than the record that it makes way for: both together, and the next length, fit the capacity.
    internal static int MaxRecordLengthOf(int capacity) => (capacity / 2) - RingRecordHeader.Size;

    internal void Release(ref ulong role) => Interlocked.CompareExchange(ref role, 0, ProcessIdentity.Self.Word);

    internal IpcException Closed() => new(
        IpcFault.Closed, "this end of the ring was closed", "take the end again", _memory.Location.File);

    internal IpcException Damaged(long position, string what) => new(
        IpcFault.Damaged,
        $"the ring is damaged at position {position}: {what}",
        "another program wrote into it: stop both ends, replace the ring, and let the producer offer again",
        _memory.Location.File);

    private RegionHeader* WritableHeader(string doing) =>
        !_memory.IsReadOnly ? _memory.Header : throw RegionFaults.NotWritable(_memory.Location.File, doing);

    private void Take(ref ulong role, string name)
    {
        ProcessIdentity holder = SharedMemory.Claim(ref role);
        if (!holder.IsNobody)
        {
            throw RegionFaults.RoleTaken(_memory.Location.File, name, holder);
        }
    }
}
