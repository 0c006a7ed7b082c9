using System.Runtime.CompilerServices;
using Strategies.Ipc.Memory;

namespace Strategies.Ipc.Metrics;

/// <summary>
/// Named words that any process of the cell may raise and any may look at, besides every ring and every journal: the
/// kill flag that the owner of the sockets obeys while the core hangs. Each lies on a cache line of its own, so that
/// looking at one that nobody touches costs a load from the first-level cache. Any thread; no allocation.
/// </summary>
public sealed class Flags : IDisposable
{
    private readonly WordTable _table;

    private Flags(WordTable table) => _table = table;

    /// <summary>The region that holds them.</summary>
    public SharedMemory Memory => _table.Memory;

    /// <summary>Their names; the place is the index.</summary>
    public IReadOnlyList<string> Names => _table.Names;

    /// <summary>Makes the flags, none raised, or takes over an ended owner's as they are.</summary>
    /// <param name="location">Where they lie.</param>
    /// <param name="names">Their names.</param>
    /// <param name="stale">What to do with those that an ended process left.</param>
    /// <exception cref="IpcException">It cannot be: see <see cref="IpcFault"/>.</exception>
    public static Flags Create(
        RegionLocation location, IReadOnlyList<string> names, StalePolicy stale = StalePolicy.Refuse) =>
        new(WordTable.Create(location, RegionKind.Flags, names, WordTableLayout.PaddedStride, stale));

    /// <summary>Opens the flags, to look at and to raise.</summary>
    /// <param name="location">Where they lie.</param>
    /// <param name="isReadOnly">True to look at only.</param>
    /// <exception cref="IpcException">It cannot be: see <see cref="IpcFault"/>.</exception>
    public static Flags Open(RegionLocation location, bool isReadOnly = false) =>
        new(WordTable.Open(location, RegionKind.Flags, isWriter: !isReadOnly));

    /// <summary>The place of a flag.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="IpcException">There is none of that name.</exception>
    public int IndexOf(string name) => _table.IndexOf(name);

    /// <summary>Raises a flag. The reason of the first to raise it stays.</summary>
    /// <param name="index">Its place.</param>
    /// <param name="reason">Why, as a number that is not 0.</param>
    /// <returns>True when it was not raised before.</returns>
    /// <exception cref="IpcException">There is no such flag, the reason is 0, or the flags were closed.</exception>
    public bool Raise(int index, long reason = 1)
    {
        if (reason == 0)
        {
            throw new IpcException(
                IpcFault.InvalidArgument, "a flag is not raised with 0", "use Clear, or another reason",
                Memory.Location.File);
        }

        return Interlocked.CompareExchange(ref _table.ForWriting(index), reason, 0) == 0;
    }

    /// <summary>Takes a flag down.</summary>
    /// <param name="index">Its place.</param>
    /// <returns>The reason that it was raised with; 0 when it was not.</returns>
    /// <exception cref="IpcException">There is no such flag, or the flags were closed.</exception>
    public long Clear(int index) => Interlocked.Exchange(ref _table.ForWriting(index), 0);

    /// <summary>Why a flag is raised; 0 when it is not.</summary>
    /// <param name="index">Its place.</param>
    /// <exception cref="IpcException">There is no such flag, or the flags were closed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Reason(int index) => Volatile.Read(ref _table.ForReading(index));

    /// <summary>True while a flag is raised.</summary>
    /// <param name="index">Its place.</param>
    /// <exception cref="IpcException">There is no such flag, or the flags were closed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsRaised(int index) => Reason(index) != 0;

    /// <summary>Closes the flags; the file stays.</summary>
    public void Dispose() => _table.Dispose();
}
