using Strategies.Ipc;
using Strategies.Ipc.Memory;
using Strategies.Ipc.Metrics;
using Strategies.Venues;

namespace Strategies.Gateways;

/// <summary>
/// What a simulated exchange remembers over kills of its process, in shared memory: how often it began, and what it has
/// taken last. A real one has the sequence numbers of its session for that. One thread.
/// </summary>
internal sealed class ExchangeMemory : IDisposable
{
    private const int SessionWord = 0;
    private const int CauseWord = 1;
    private const int IndexWord = 2;
    private const int ReportBits = 32;

    private static readonly string[] Names = ["session", "cause", "index"];

    private readonly Counters _words;

    private ExchangeMemory(Counters words) => _words = words;

    /// <summary>
    /// The report number behind which this session's begin: no other session of the day comes near it within four
    /// billion reports.
    /// </summary>
    internal ulong LastExecId => (ulong)_words.Read(SessionWord) << ReportBits;

    /// <summary>Key of the last order that was taken; the default for none.</summary>
    /// <remarks>
    /// A kill between its two words leaves a key that no order had, or the one before: the order is offered again, and the
    /// exchange that may have had it is gone with its process.
    /// </remarks>
    internal OrderKey LastSent
    {
        get => new((ulong)_words.Read(CauseWord), (uint)_words.Read(IndexWord));
        set
        {
            _words.Set(IndexWord, value.Index);
            _words.Set(CauseWord, (long)value.Cause);
        }
    }

    /// <summary>Makes the memory, or takes over what the session before left, and begins a session.</summary>
    /// <param name="location">Where it lies.</param>
    /// <param name="now">
    /// Wall clock time: sessions are numbered by it, and upward, so that they stay apart also when a start of the host
    /// has emptied the memory.
    /// </param>
    /// <exception cref="IpcException">It cannot be made: another venue process is alive, above all.</exception>
    internal static ExchangeMemory Open(RegionLocation location, DateTimeOffset now)
    {
        ExchangeMemory memory = new(MemoryRegion.Make(location, Names));
        long next = memory._words.Read(SessionWord) + 1;
        memory._words.Set(SessionWord, Math.Max(next, now.ToUnixTimeSeconds()));
        return memory;
    }

    /// <summary>Closes it; the file stays.</summary>
    public void Dispose() => _words.Dispose();
}
