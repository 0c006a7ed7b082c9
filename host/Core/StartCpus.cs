using Serilog;
using Strategies.Ipc;

namespace Strategies.Core;

/// <summary>
/// While a core is being set up nothing is hot yet: its threads use the hot CPU too, and leave it to the hot thread before
/// that one starts. Housekeeping's.
/// </summary>
public sealed class StartCpus
{
    private readonly IReadOnlyList<int> _own;
    private readonly bool _isWider;
    private readonly ILogger _log;

    /// <summary>Takes the hot CPU too.</summary>
    /// <param name="hotCpu">The hot CPU.</param>
    /// <param name="log">Told when it cannot be left.</param>
    public StartCpus(int hotCpu, ILogger log)
    {
        _log = log;
        _own = CpuMask.Allowed();
        _isWider = _own.Count > 0 && !_own.Contains(hotCpu) && CpuMask.TrySetAll([.. _own, hotCpu], out _);
    }

    /// <summary>Leaves it: only the hot thread, which pins itself, runs there from now on.</summary>
    public void Leave()
    {
        if (_isWider && !CpuMask.TrySetAll(_own, out string problem))
        {
            _log.Warning("housekeeping shares the hot thread's CPU: {Problem}", problem);
        }
    }
}
