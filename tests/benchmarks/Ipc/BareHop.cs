using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Strategies.Benchmarks.Ipc;

/// <summary>The least that two threads can do: a number in a cache line of its own each way.</summary>
internal sealed unsafe class BareHop : Hop
{
    private const int LineBytes = 128;

    private readonly long* _there;
    private readonly long* _back;

    internal BareHop()
    {
        _there = (long*)NativeMemory.AlignedAlloc(2 * LineBytes, LineBytes);
        _back = _there + (LineBytes / sizeof(long));
        *_there = 0;
        *_back = 0;
    }

    public override void Dispose() => NativeMemory.AlignedFree(_there);

    internal override void RoundTrips(long first, int count)
    {
        for (long number = first; number < first + count; number++)
        {
            Volatile.Write(ref *_there, number);
            Await(_back, number);
        }
    }

    internal override void Answer(long first, int count)
    {
        for (long number = first; number < first + count; number++)
        {
            Await(_there, number);
            Volatile.Write(ref *_back, number);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Await(long* line, long number)
    {
        while (Volatile.Read(ref *line) != number)
        {
        }
    }
}
