using System.Diagnostics;
using System.Globalization;

namespace Strategies.Core;

/// <summary>
/// How long a core takes to be at work, phase by phase, from the start of its process on: by the wall clock, and how much
/// of a CPU it used, which on a busy machine is less. Housekeeping's.
/// </summary>
public sealed class StartPhases
{
    private readonly List<string> _phases = [];
    private long _timestamp = Stopwatch.GetTimestamp();
    private TimeSpan _cpu;

    /// <summary>Begins; all before it was the runtime's start and the configuration.</summary>
    public StartPhases()
    {
        using Process self = Process.GetCurrentProcess();
        Add("runtime", (DateTime.Now - self.StartTime).TotalMilliseconds);
    }

    /// <summary>A phase has ended.</summary>
    /// <param name="phase">Its name.</param>
    public void End(string phase)
    {
        Add(phase, Stopwatch.GetElapsedTime(_timestamp).TotalMilliseconds);
        _timestamp = Stopwatch.GetTimestamp();
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", _phases);

    private void Add(string phase, double ms)
    {
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        _phases.Add(string.Create(
            CultureInfo.InvariantCulture, $"{phase} {ms:0} ms ({(cpu - _cpu).TotalMilliseconds:0} of a CPU)"));
        _cpu = cpu;
    }
}
