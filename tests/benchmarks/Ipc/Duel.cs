using System.Diagnostics;
using Strategies.Driver;

namespace Strategies.Benchmarks.Ipc;

/// <summary>
/// Two hops between the same two pinned threads, turn and turn about, so that both meet the same machine. First rounds
/// of short blocks: a round's figure is the median of its blocks, so that a thread that the machine takes off its CPU
/// for milliseconds does not decide (for the ratio). Then round trips one by one (for the percentiles).
/// </summary>
internal sealed class Duel(Hop baseline, Hop subject, int pairs, int roundTrips)
{
    private const int WarmUpPairs = 5;

    private const int BlockTrips = 50;

    private readonly double[] _blockNs = new double[Math.Max(1, roundTrips / BlockTrips)];
    private readonly Hop[] _hops = [baseline, subject];
    private readonly double[][] _roundNs = [new double[pairs], new double[pairs]];

    /// <summary>Nanoseconds of each single hop (half a round trip, clock included): baseline, subject.</summary>
    internal SharedHistogram[] Single { get; init; } = [];

    /// <summary>Nanoseconds a hop, of each round: baseline, subject.</summary>
    internal IReadOnlyList<double[]> RoundNs => _roundNs;

    /// <summary>Why threads are not pinned; empty when both are.</summary>
    internal string PinProblem { get; private set; } = "";

    /// <summary>Collections and bytes allocated by the measuring thread while it measured.</summary>
    internal (int Collections, long AllocatedBytes) Garbage { get; private set; }

    internal void Run(int firstCpu, int secondCpu)
    {
        Thread answerer = new(() =>
        {
            Pin(secondCpu);
            Play((hop, first, _, _) => _hops[hop].Answer(first, roundTrips));
        })
        { IsBackground = true };
        answerer.Start();
        Pin(firstCpu);
        Play(Measure);
        answerer.Join();
    }

    /// <summary>Both threads walk through the same rounds; the round trips themselves keep them together.</summary>
    private void Play(Action<int, long, int, bool> round)
    {
        long number = 1;
        int collections = 0;
        long allocated = 0;
        for (int pair = -WarmUpPairs; pair < 2 * pairs; pair++)
        {
            if (pair == 0)
            {
                collections = GC.CollectionCount(0);
                allocated = GC.GetAllocatedBytesForCurrentThread();
            }

            for (int turn = 0; turn < 2; turn++)
            {
                round((turn + pair) & 1, number, pair, pair >= pairs);
                number += roundTrips;
            }
        }

        Garbage = (
            Math.Max(Garbage.Collections, GC.CollectionCount(0) - collections),
            Garbage.AllocatedBytes + GC.GetAllocatedBytesForCurrentThread() - allocated);
    }

    private void Measure(int hop, long first, int pair, bool isSingle)
    {
        if (isSingle)
        {
            for (int trip = 0; trip < roundTrips; trip++)
            {
                long at = Stopwatch.GetTimestamp();
                _hops[hop].RoundTrips(first + trip, 1);
                Single[hop].Record((Stopwatch.GetTimestamp() - at) / 2);
            }

            return;
        }

        int left = roundTrips;
        for (int block = 0; block < _blockNs.Length; block++)
        {
            int trips = block == _blockNs.Length - 1 ? left : BlockTrips;
            long start = Stopwatch.GetTimestamp();
            _hops[hop].RoundTrips(first + roundTrips - left, trips);
            _blockNs[block] = Stopwatch.GetElapsedTime(start).TotalNanoseconds / trips / 2;
            left -= trips;
        }

        if (pair >= 0)
        {
            Array.Sort(_blockNs);
            _roundNs[hop][pair] = _blockNs[_blockNs.Length / 2];
        }
    }

    private void Pin(int cpu)
    {
        if (!HotThread.TryPin(cpu, out string problem))
        {
            PinProblem = problem;
        }
    }
}
