using System.Diagnostics;
using System.Reflection;

namespace Strategies.Driver;

/// <summary>
/// Keeps where exceptions left strategies' code, for a backtest. Allocates and reads metadata: not for a live core. Written by
/// the thread of the engine, read when it has ended.
/// </summary>
public sealed class FaultLog
{
    private const int FaultsMax = 64;

    private readonly List<FaultPlace> _faults = [];

    /// <summary>The first 64.</summary>
    public IReadOnlyList<FaultPlace> Faults => _faults;

    /// <summary>Adds one.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="sequence">Number of the input.</param>
    /// <param name="exception">What was thrown; nothing of it is kept.</param>
    public void Add(int slot, ulong sequence, Exception exception)
    {
        if (_faults.Count < FaultsMax)
        {
            _faults.Add(Of(slot, sequence, exception));
        }
    }

    private static FaultPlace Of(int slot, ulong sequence, Exception exception)
    {
        StackFrame? own = null;
        foreach (StackFrame frame in new StackTrace(exception, fNeedFileInfo: false).GetFrames())
        {
            // A strategy's code is what can be unloaded; what it called into is the host's or the framework's.
            if (MethodOf(frame) is { Module.Assembly.IsCollectible: true })
            {
                own = frame;
                break;
            }
        }

        return own is null || MethodOf(own) is not { } method
            ? new FaultPlace(slot, sequence, "", Guid.Empty, 0, -1)
            : new FaultPlace(
                slot,
                sequence,
                $"{method.DeclaringType?.FullName}.{method.Name}",
                method.Module.ModuleVersionId,
                method.MetadataToken,
                own.GetILOffset());
    }

    private static MethodBase? MethodOf(StackFrame frame) => frame.GetMethod();
}
