using System.Diagnostics;
using Strategies.Bench.Results;

namespace Strategies.Bench.Phases;

/// <summary>What reading the timer costs: two readings with nothing in between.</summary>
internal sealed class TimerPhase
{
    private readonly PhaseTimes _times = new();

    /// <summary>Pairs of readings, ns.</summary>
    internal Percentiles Pairs => _times.Singles;

    internal void Run(int calls)
    {
        for (int call = 0; call < calls; call++)
        {
            long started = Stopwatch.GetTimestamp();
            _times.AddSingle(Stopwatch.GetTimestamp() - started);
        }
    }
}
