using System.Runtime.CompilerServices;
using System.Text;
using Strategies.Ipc;
using Strategies.Ipc.Memory;
using Strategies.Ipc.Metrics;

namespace Strategies.Cell.Processes;

/// <summary>A process's counters by the names of an enumeration.</summary>
/// <typeparam name="TCounter">An enumeration from 0 without gaps; <c>LastSequence</c> becomes <c>last-sequence</c>.</typeparam>
public sealed class CellCounters<TCounter> : IDisposable
    where TCounter : unmanaged, Enum
{
    private readonly Counters _counters;

    private CellCounters(Counters counters) => _counters = counters;

    /// <summary>
    /// Makes the counters, or takes over the region of an ended process, so that readers keep what they have open. All
    /// are 0 afterwards.
    /// </summary>
    /// <param name="location">Where they lie.</param>
    /// <param name="previous">What the ended process left, by place; all 0 when there was nothing to take over.</param>
    /// <exception cref="IpcException">They cannot be made: the process of this role is alive, above all.</exception>
    public static CellCounters<TCounter> Create(RegionLocation location, out long[] previous)
    {
        CellCounters<TCounter> counters = new(Make(location));
        previous = counters.Clear();
        return counters;
    }

    /// <inheritdoc cref="Create(RegionLocation, out long[])"/>
    public static CellCounters<TCounter> Create(RegionLocation location) => Create(location, out _);

    /// <summary>
    /// Opens a running process's counters, to take them over once it has let them go; null where another build made them.
    /// </summary>
    /// <param name="location">Where they lie.</param>
    /// <exception cref="IpcException">They are not there.</exception>
    public static CellCounters<TCounter>? TryAttach(RegionLocation location)
    {
        Counters counters = Counters.Attach(location);
        if (counters.Names.SequenceEqual(Names()))
        {
            return new CellCounters<TCounter>(counters);
        }

        counters.Dispose();
        return null;
    }

    /// <summary>Owns them from now on; all are 0 afterwards.</summary>
    /// <exception cref="IpcException">Another process has them.</exception>
    public void TakeOver()
    {
        _counters.Memory.TakeOver();
        Clear();
    }

    /// <summary>Opens them for reading.</summary>
    /// <param name="location">Where they lie.</param>
    /// <exception cref="IpcException">They are not there.</exception>
    public static CellCounters<TCounter> Open(RegionLocation location) => new(Counters.Open(location));

    /// <summary>The names in shared memory, in order.</summary>
    public static string[] Names() => [.. Enum.GetNames<TCounter>().Select(Dashed)];

    /// <summary>The region.</summary>
    public SharedMemory Memory => _counters.Memory;

    /// <summary>A counter's value.</summary>
    /// <param name="counter">The counter.</param>
    public long this[TCounter counter]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _counters.Read(IndexOf(counter));
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        set => _counters.Set(IndexOf(counter), value);
    }

    /// <summary>Adds to a counter. Its one writer.</summary>
    /// <param name="counter">The counter.</param>
    /// <param name="delta">How much.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(TCounter counter, long delta) => _counters.Add(IndexOf(counter), delta);

    /// <summary>Where a counter lies in this process; valid until the counters are closed.</summary>
    /// <param name="counter">The counter.</param>
    public unsafe long* AddressOf(TCounter counter) => _counters.AddressOf(IndexOf(counter));

    /// <summary>Closes them; the file stays.</summary>
    public void Dispose() => _counters.Dispose();

    /// <returns>What they were.</returns>
    private long[] Clear()
    {
        long[] previous = new long[_counters.Names.Count];
        for (int index = 0; index < previous.Length; index++)
        {
            previous[index] = _counters.Read(index);
            _counters.Set(index, 0);
        }

        return previous;
    }

    private static Counters Make(RegionLocation location)
    {
        try
        {
            return Counters.Create(location, Names(), isPacked: true, StalePolicy.Adopt);
        }
        catch (IpcException exception) when (exception.Fault is not (IpcFault.Owned or IpcFault.NotPermitted or IpcFault.NoSpace))
        {
            // Of another start of the host, or of another build: nothing in it can be used.
            return Counters.Create(location, Names(), isPacked: true, StalePolicy.Replace);
        }
    }

    private static int IndexOf(TCounter counter) => Unsafe.As<TCounter, int>(ref counter);

    private static string Dashed(string name)
    {
        StringBuilder text = new();
        foreach (char letter in name)
        {
            if (char.IsUpper(letter) && text.Length > 0)
            {
                text.Append('-');
            }

            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }
}
