using Strategies.Driver;
using Strategies.Engine.Slots;
using Strategies.Records;

namespace Strategies.Session.WarmingUp;

/// <summary>
/// Knows what is running in a warm-up, so that a callback that never returns can be named, where an
/// exception came from, and what <c>OnStart</c> has allocated; it measures nothing else. Written by the warm-up's thread;
/// <see cref="Running"/> may be read by any.
/// </summary>
public sealed class WarmUpMeter : CallbackMeter
{
    private int _slot;
    private StrategyCall _call;
    private long _number;
    private long _startedAtBytes;

    /// <summary>Where exceptions came from.</summary>
    public FaultLog Faults { get; } = new();

    /// <summary>Bytes that an <c>OnStart</c> has allocated at most.</summary>
    public long StartBytes { get; private set; }

    /// <summary>The call that is running right now.</summary>
    public RunningCallback Running => Volatile.Read(ref _slot) is > 0 and var slot
        ? new RunningCallback(slot, _call, Volatile.Read(ref _number), Sequence: 0)
        : default;

    /// <inheritdoc/>
    public override void Enter(int slot, StrategyCall call, bool isNext)
    {
        _call = call;
        _number++;
        _startedAtBytes = GC.GetAllocatedBytesForCurrentThread();
        Volatile.Write(ref _slot, slot);
    }

    /// <inheritdoc/>
    public override void Leave(int slot)
    {
        if (_call == StrategyCall.OnStart)
        {
            StartBytes = Math.Max(StartBytes, GC.GetAllocatedBytesForCurrentThread() - _startedAtBytes);
        }

        Volatile.Write(ref _slot, 0);
    }

    /// <inheritdoc/>
    public override void Abandon(int slot) => Volatile.Write(ref _slot, 0);

    /// <inheritdoc/>
    public override void Fault(int slot, Exception exception) => Faults.Add(slot, sequence: 0, exception);
}
