using System.Runtime.CompilerServices;
using Strategies.Ipc.Memory;

namespace Strategies.Ipc.Metrics;

/// <summary>
/// A fixed table of named 64-bit counters in shared memory: one writing process (one thread per counter), any number
/// of readers, which cost the writer nothing but the cache line they look at. No allocation after setting up.
/// </summary>
/// <remarks>
/// Plain adds stored with release order: whoever sees a counter's value sees what the writer did before it.
/// Counters of one thread may be packed side by side; those of different threads should be padded.
/// </remarks>
public sealed class Counters : IDisposable
{
    private readonly WordTable _table;

    private Counters(WordTable table) => _table = table;

    /// <summary>The region that holds them.</summary>
    public SharedMemory Memory => _table.Memory;

    /// <summary>Their names; the place is the index.</summary>
    public IReadOnlyList<string> Names => _table.Names;

    /// <summary>Makes a table and becomes its writer.</summary>
    /// <param name="location">Where it lies.</param>
    /// <param name="names">Names of the counters, all 0 at first.</param>
    /// <param name="isPacked">Side by side: for counters of one thread that are read seldom.</param>
    /// <param name="stale">What to do with one that an ended process left; adopted counters count on.</param>
    /// <exception cref="IpcException">It cannot be: see <see cref="IpcFault"/>.</exception>
    public static Counters Create(
        RegionLocation location,
        IReadOnlyList<string> names,
        bool isPacked = false,
        StalePolicy stale = StalePolicy.Refuse)
    {
        int stride = isPacked ? WordTableLayout.PackedStride : WordTableLayout.PaddedStride;
        return new Counters(WordTable.Create(location, RegionKind.Counters, names, stride, stale));
    }

    /// <summary>
    /// Opens a table that another process writes, to become its writer by <see cref="SharedMemory.TakeOver"/> once that one
    /// has let it go. Until then it is for reading.
    /// </summary>
    /// <param name="location">Where it lies.</param>
    /// <exception cref="IpcException">It cannot be: see <see cref="IpcFault"/>.</exception>
    public static Counters Attach(RegionLocation location) =>
        new(WordTable.Open(location, RegionKind.Counters, isWriter: true));

    /// <summary>Opens a table for reading.</summary>
    /// <param name="location">Where it lies.</param>
    /// <exception cref="IpcException">It cannot be: see <see cref="IpcFault"/>.</exception>
    public static Counters Open(RegionLocation location) =>
        new(WordTable.Open(location, RegionKind.Counters, isWriter: false));

    /// <summary>The place of a counter.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="IpcException">There is none of that name.</exception>
    public int IndexOf(string name) => _table.IndexOf(name);

    /// <summary>A counter's value now. Any thread, any process.</summary>
    /// <param name="index">Its place.</param>
    /// <exception cref="IpcException">There is none, or the table was closed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Read(int index) => Volatile.Read(ref _table.ForReading(index));

    /// <summary>Adds to a counter; wraps beyond 64 bits. Its one writer.</summary>
    /// <param name="index">Its place.</param>
    /// <param name="delta">How much.</param>
    /// <exception cref="IpcException">There is none, or the table is open for reading only, or closed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int index, long delta)
    {
        ref long word = ref _table.ForWriting(index);
        // No atomic add: the counter has one writer.
        Volatile.Write(ref word, word + delta);
    }

    /// <summary>Adds one. Its one writer.</summary>
    /// <param name="index">Its place.</param>
    /// <exception cref="IpcException">As <see cref="Add"/>.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Increment(int index) => Add(index, 1);

    /// <summary>Sets a counter, say to a watermark. Its one writer.</summary>
    /// <param name="index">Its place.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="IpcException">As <see cref="Add"/>.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(int index, long value) => Volatile.Write(ref _table.ForWriting(index), value);

    /// <summary>
    /// Where a counter lies in this process, for code that is handed no more than a word to write. Valid until the table is
    /// closed.
    /// </summary>
    /// <param name="index">Its place.</param>
    /// <exception cref="IpcException">There is none, or the table is open for reading only, or closed.</exception>
    public unsafe long* AddressOf(int index) => (long*)Unsafe.AsPointer(ref _table.ForWriting(index));

    /// <summary>Closes the table; the file stays.</summary>
    public void Dispose() => _table.Dispose();
}
