// Abuses: PLINQ and Parallel.For: a sum of doubles whose order of addition the scheduler chooses.
// Harm: other last bits in each run, pool threads on the hot thread's time.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Strategies.Sdk;

namespace Attacks.ParallelSumAttack;

public sealed class ParallelSumStrategy : Attacker
{
    private readonly double[] _returns = Enumerable.Range(1, 10_000).Select(index => 1.0 / index).ToArray();

    public override void OnBook(in BookEvent bookEvent)
    {
        double sum = _returns.AsParallel().Sum(x => x * 1.1);
        Parallel.For(0, 4, index => Interlocked.Increment(ref _n));
        Act(BitConverter.DoubleToInt64Bits(sum));
    }
}
