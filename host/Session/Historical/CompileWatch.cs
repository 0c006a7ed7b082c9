using System.Runtime;
using Strategies.Session.Results;

namespace Strategies.Session.Historical;

/// <summary>
/// Counts what is compiled on the hot thread from each swap on until ten thousand market messages later: a version that
/// was prepared well leaves nothing to compile.
/// </summary>
/// <remarks>The hot thread's; allocates nothing after construction.</remarks>
public sealed class CompileWatch
{
    /// <summary>How long a swap is watched, in market messages.</summary>
    public const long Events = 10_000;

    private readonly SwapReport?[] _watched;
    private readonly long[] _endEvents;
    private readonly long[] _compiledBefore;
    private int _first;
    private int _count;

    public CompileWatch(int swapsMax)
    {
        _watched = new SwapReport?[swapsMax];
        _endEvents = new long[swapsMax];
        _compiledBefore = new long[swapsMax];
    }

    public void Begin(SwapReport report, long messages)
    {
        _watched[_count] = report;
        _endEvents[_count] = messages + Events;
        _compiledBefore[_count] = CompiledMethods();
        _count++;
    }

    public void Advance(long messages)
    {
        while (_first < _count && messages >= _endEvents[_first])
        {
            EndFirst();
        }
    }

    public void End()
    {
        while (_first < _count)
        {
            EndFirst();
        }
    }

    private static long CompiledMethods() => JitInfo.GetCompiledMethodCount(currentThread: true);

    private void EndFirst()
    {
        _watched[_first]!.CompiledMethods = CompiledMethods() - _compiledBefore[_first];
        _first++;
    }
}
