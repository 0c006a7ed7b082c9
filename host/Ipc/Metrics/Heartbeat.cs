using Strategies.Ipc.Memory;

namespace Strategies.Ipc.Metrics;

/// <summary>
/// A process's sign of life in shared memory: its hot loop beats, the supervisor and the owner of the sockets watch.
/// One beating thread; no allocation and no system call per beat. Any number of watchers.
/// </summary>
/// <remarks>
/// A restarted process adopts its predecessor's region (a heartbeat is never worth refusing a start), so that
/// watchers keep what they have open and see another <see cref="HeartbeatReading.Process"/>.
/// </remarks>
public sealed unsafe class Heartbeat : IDisposable
{
    private readonly SharedMemory _memory;
    private HeartbeatBlock* _block;
    private ulong _beats;

    private Heartbeat(SharedMemory memory)
    {
        _memory = memory;
        _block = (HeartbeatBlock*)memory.Body;
    }

    /// <summary>The region that holds it.</summary>
    public SharedMemory Memory => _memory;

    /// <summary>Makes a heartbeat for this process, or takes over its ended predecessor's, and beats once.</summary>
    /// <param name="location">Where it lies.</param>
    /// <param name="stale">What to do with one that an ended process left.</param>
    /// <exception cref="IpcException">It cannot be: see <see cref="IpcFault"/>.</exception>
    public static Heartbeat Create(RegionLocation location, StalePolicy stale = StalePolicy.Adopt)
    {
        const long Bytes = RegionHeader.Size + HeartbeatBlock.Size;
        Heartbeat heartbeat = new(SharedMemory.Create(new RegionSpec(location, RegionKind.Heartbeat, Bytes), stale));
        Volatile.Write(ref heartbeat._block->State, (uint)HeartbeatState.Starting);
        Volatile.Write(ref heartbeat._block->Doors, (uint)ProcessDoors.NotTold);
        heartbeat.Beat(MonotonicClock.NowNs);
        Volatile.Write(ref heartbeat._block->Process, ProcessIdentity.Self.Word);
        return heartbeat;
    }

    /// <summary>Opens another process's heartbeat to watch it.</summary>
    /// <param name="location">Where it lies.</param>
    /// <exception cref="IpcException">It cannot be: see <see cref="IpcFault"/>.</exception>
    public static Heartbeat Open(RegionLocation location)
    {
        SharedMemory memory = SharedMemory.Open(location, RegionKind.Heartbeat, isReadOnly: true);
        if (memory.Bytes >= RegionHeader.Size + HeartbeatBlock.Size)
        {
            return new Heartbeat(memory);
        }

        long bytes = memory.Bytes;
        memory.Dispose();
        throw RegionFaults.WrongSize(
            location.File, $"{bytes} bytes", $"{RegionHeader.Size + HeartbeatBlock.Size} bytes or more");
    }

    /// <summary>Gives a sign of life.</summary>
    /// <param name="nowNs">Now, by <see cref="MonotonicClock"/>: a hot loop has read the clock anyway.</param>
    /// <exception cref="IpcException">It is another process's, or closed.</exception>
    public void Beat(long nowNs)
    {
        HeartbeatBlock* block = Writable();
        Volatile.Write(ref block->Beats, ++_beats);
        Volatile.Write(ref block->BeatNs, nowNs);
    }

    /// <summary>Says what this process is at.</summary>
    /// <param name="state">The state.</param>
    /// <exception cref="IpcException">It is another process's, or closed.</exception>
    public void SetState(HeartbeatState state) => Volatile.Write(ref Writable()->State, (uint)state);

    /// <summary>Says by what others could get into this process.</summary>
    /// <param name="doors">What it found.</param>
    /// <exception cref="IpcException">It is another process's, or closed.</exception>
    public void SetDoors(ProcessDoors doors) => Volatile.Write(ref Writable()->Doors, (uint)doors);

    /// <summary>What is seen now. Any thread.</summary>
    /// <exception cref="IpcException">It was closed.</exception>
    public HeartbeatReading Read()
    {
        HeartbeatBlock* block = _block != null ? _block : throw Closed();
        // The time first, as it is stored last: the count behind it is at least as new.
        long beatNs = Volatile.Read(ref block->BeatNs);
        return new HeartbeatReading(
            new ProcessIdentity(Volatile.Read(ref block->Process)),
            beatNs,
            Volatile.Read(ref block->Beats),
            (HeartbeatState)Volatile.Read(ref block->State))
        {
            Doors = (ProcessDoors)Volatile.Read(ref block->Doors),
        };
    }

    /// <summary>Closes it; the file stays. A process that ends in order first says so by its state.</summary>
    public void Dispose()
    {
        _block = null;
        _memory.Dispose();
    }

    private HeartbeatBlock* Writable()
    {
        if (_block == null)
        {
            throw Closed();
        }

        return !_memory.IsReadOnly ? _block : throw RegionFaults.NotWritable(_memory.Location.File, "beat");
    }

    private IpcException Closed() => new(
        IpcFault.Closed, "the heartbeat was closed by this process", "open it again", _memory.Location.File);
}
