using System.Runtime.CompilerServices;

namespace Strategies.Ipc.Memory;

/// <summary>
/// A region of memory that processes share: a file in a folder of the memory's file system, mapped. One process owns
/// it (makes, takes over, removes it); others open it. Setting up allocates; no method is for the hot thread.
/// </summary>
/// <remarks>
/// A region outlives its processes: whoever comes next adopts it (nothing published is lost) or replaces it. The
/// mapping stays until <see cref="Dispose"/>; what was built on it must not be used afterwards.
/// </remarks>
public sealed unsafe class SharedMemory : IDisposable
{
    private byte* _base;

    internal SharedMemory(RegionLocation location, byte* address, long bytes, bool isReadOnly)
    {
        Location = location;
        Bytes = bytes;
        IsReadOnly = isReadOnly;
        _base = address;
    }

    /// <summary>Where it lies.</summary>
    public RegionLocation Location { get; }

    /// <summary>Bytes of the whole file, header included.</summary>
    public long Bytes { get; }

    /// <summary>True when this process can only read it.</summary>
    public bool IsReadOnly { get; }

    /// <summary>True when this object made the region or took it over, and has not let it go.</summary>
    public bool IsOwner { get; internal set; }

    /// <summary>True when an older region was taken over with what lay in it.</summary>
    public bool WasAdopted { get; internal set; }

    /// <summary>True after <see cref="Dispose"/>.</summary>
    public bool IsClosed => _base == null;

    /// <summary>Who owns it now; <see cref="ProcessIdentity.IsAlive"/> tells whether it still runs.</summary>
    public ProcessIdentity Owner => new(Volatile.Read(ref Header->Owner));

    internal RegionHeader* Header => (RegionHeader*)Base;

    internal byte* Base => _base != null ? _base : throw Closed();

    internal byte* Body => Base + RegionHeader.Size;

    /// <summary>Makes a region and owns it; mode 0600, all pages present.</summary>
    /// <param name="spec">What it is to be.</param>
    /// <param name="stale">What to do with one that an ended process left.</param>
    /// <param name="initialise">Writes the body, at the given address, before anybody can see it; may be null.</param>
    /// <exception cref="IpcException">It cannot be: see <see cref="IpcFault"/>.</exception>
    public static SharedMemory Create(
        RegionSpec spec, StalePolicy stale = StalePolicy.Refuse, Action<nint>? initialise = null) =>
        RegionFile.Create(spec, stale, initialise);

    /// <summary>Opens a region that another process, or this one, owns; its owner may have ended.</summary>
    /// <param name="location">Where it lies.</param>
    /// <param name="kind">What it must hold.</param>
    /// <param name="isReadOnly">Maps it so that this process cannot write it.</param>
    /// <exception cref="IpcException">It cannot be: see <see cref="IpcFault"/>.</exception>
    public static SharedMemory Open(RegionLocation location, RegionKind kind, bool isReadOnly = false) =>
        RegionFile.Open(location, kind, isReadOnly);

    /// <summary>
    /// Removes a region that an ended process left: the way out for operators. False when there is none.
    /// </summary>
    /// <param name="location">Where it lies.</param>
    /// <exception cref="IpcException">Its owner or a process attached to it is alive, or it cannot be read.</exception>
    public static bool RemoveStale(RegionLocation location) => RegionFile.RemoveStale(location);

    /// <summary>
    /// Brings every page into this process, so that the hot thread meets no page fault: by the kernel, and by touching each, since a
    /// hypervisor that shadows page tables has faults of its own, which the guest's kernel does not see.
    /// </summary>
    public void PreTouch()
    {
        _ = MemorySystemCalls.Populate(Base, Bytes, IsReadOnly);
        for (long offset = 0; offset < Bytes; offset += Environment.SystemPageSize)
        {
            ref ulong word = ref Unsafe.AsRef<ulong>(_base + offset);
            // A page for writing comes by a write; an atomic one that changes nothing loses nobody else's store.
            _ = IsReadOnly ? Volatile.Read(ref word) : Interlocked.Or(ref word, 0);
        }
    }

    /// <summary>Removes the file's name. Processes that have it mapped keep the memory. The owner only.</summary>
    /// <exception cref="IpcException">This object is not the owner.</exception>
    public void Unlink()
    {
        if (!IsOwner)
        {
            throw new IpcException(
                IpcFault.NotWritable,
                $"cannot remove the region: it is owned by {Owner}",
                "the owner removes its regions; what an ended owner left is removed with RemoveStale",
                Location.File);
        }

        int result = MemorySystemCalls.Unlink(Location.File);
        if (result < 0 && result != -MemorySystemCalls.NotFound)
        {
            throw RegionFaults.FromErrorNumber(Location.File, -result, "remove the region", 0);
        }
    }

    /// <summary>
    /// Becomes the owner of a region that was opened before its owner let it go, or ended: all of it is mapped already.
    /// </summary>
    /// <exception cref="IpcException">Its owner is alive, or it is open for reading only.</exception>
    public void TakeOver()
    {
        if (IsReadOnly)
        {
            throw RegionFaults.NotWritable(Location.File, "own");
        }

        RegionFile.TakeOwnership(this);
        WasAdopted = true;
    }

    /// <summary>Lets the region go, for the next owner; the mapping stays until <see cref="Dispose"/>.</summary>
    public void Release()
    {
        if (IsOwner)
        {
            // Only while the word is this process's: a later owner's must stay.
            Interlocked.CompareExchange(ref Header->Owner, 0, ProcessIdentity.Self.Word);
            IsOwner = false;
        }
    }

    /// <summary>Lets the region go and unmaps it; the file stays.</summary>
    public void Dispose()
    {
        if (_base == null)
        {
            return;
        }

        Release();
        MemorySystemCalls.Unmap(_base, Bytes);
        _base = null;
    }

    /// <summary>
    /// Puts this process's word where nobody's, or an ended process's, stands. Nobody when it worked, else the
    /// holder that is alive.
    /// </summary>
    internal static ProcessIdentity Claim(ref ulong word)
    {
        while (true)
        {
            ulong found = Volatile.Read(ref word);
            if (new ProcessIdentity(found).IsAlive())
            {
                return new ProcessIdentity(found);
            }

            // Of two that find the same ended holder only one gets it; the other looks who it was.
            if (Interlocked.CompareExchange(ref word, ProcessIdentity.Self.Word, found) == found)
            {
                return default;
            }
        }
    }

    private IpcException Closed() => new(
        IpcFault.Closed, "the region was closed by this process", "open it again", Location.File);
}
