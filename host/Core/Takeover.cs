using System.Runtime;
using Serilog;
using Strategies.Ipc;

namespace Strategies.Core;

/// <summary>
/// How long the parts of a takeover took, from the moment at which the running core was asked: the time between two cores.
/// </summary>
public sealed class Takeover
{
    private const int StartMsMax = 1_000;

    private readonly long _compiledBefore = JitInfo.GetCompiledMethodCount();
    private readonly long _askedNs = MonotonicClock.NowNs;
    private readonly ulong _last;
    private long _endedNs;
    private long _openedNs;
    private long _ownedNs;
    private long _doneNs;
    private long _startedNs;
    private long _compiled;

    /// <summary>The running core is asked now.</summary>
    /// <param name="last">The last input that was run by then.</param>
    public Takeover(ulong last) => _last = last;

    /// <summary>Last sign of life of the core that handed over, monotonic ns.</summary>
    public long HandedOverNs { get; private set; }

    /// <summary>It has let go.</summary>
    public void SetEnded(long handedOverNs)
    {
        HandedOverNs = handedOverNs;
        _endedNs = MonotonicClock.NowNs;
    }

    /// <summary>The journal is open.</summary>
    public void SetOpened() => _openedNs = MonotonicClock.NowNs;

    /// <summary>Shared memory is this core's.</summary>
    public void SetOwned() => _ownedNs = MonotonicClock.NowNs;

    /// <summary>All is there.</summary>
    public void SetDone()
    {
        _doneNs = MonotonicClock.NowNs;
        _compiled = JitInfo.GetCompiledMethodCount() - _compiledBefore;
    }

    /// <summary>The hot thread runs.</summary>
    public void SetStarted() => Volatile.Write(ref _startedNs, MonotonicClock.NowNs);

    /// <summary>Says it, when the hot thread runs.</summary>
    public void Log(ILogger log)
    {
        SpinWait.SpinUntil(() => Volatile.Read(ref _startedNs) != 0, StartMsMax);
        log.Information(
            "took over behind input {Last} and what came until then; the core ended its loop {LoopUs} µs after it was asked, "
            + "let go in {EndUs} µs, journal {JournalUs} µs, shared memory {RegionsUs} µs, session {SessionUs} µs, its thread "
            + "{ThreadUs} µs; {Methods} methods compiled",
            _last, Us(HandedOverNs - _askedNs), Us(_endedNs - HandedOverNs), Us(_openedNs - _endedNs),
            Us(_ownedNs - _openedNs), Us(_doneNs - _ownedNs), Us(Volatile.Read(ref _startedNs) - _doneNs), _compiled);
    }

    private static long Us(long ns) => ns / 1_000;
}
