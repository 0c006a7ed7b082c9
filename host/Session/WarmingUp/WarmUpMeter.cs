using Strategies.Driver;
using Strategies.Engine.Slots;
using Strategies.Records;

namespace Strategies.Session.WarmingUp;

/// <summary>
/// Measures nothing: it knows what is running in a warm-up, so that a callback that never returns can be named, and where an
/// exception came from. Written by the warm-up's thread; <see cref="Running"/> may be read by any.
/// </summary>
public sealed class WarmUpMeter : CallbackMeter
{
    private int _slot;
    private StrategyCall _call;
    private long _number;

    /// <summary>Where exceptions came from.</summary>
    public FaultLog Faults { get; } = new();

    /// <summary>The call that is running right now.</summary>
    public RunningCallback Running => Volatile.Read(ref _slot) is > 0 and var slot
        ? new RunningCallback(slot, _call, Volatile.Read(ref _number), Sequence: 0)
        : default;

    /// <inheritdoc/>
    public override void Enter(int slot, StrategyCall call, bool isNext)
    {
        _call = call;
        _number++;
        Volatile.Write(ref _slot, slot);
    }

    /// <inheritdoc/>
    public override void Leave(int slot) => Volatile.Write(ref _slot, 0);

    /// <inheritdoc/>
    public override void Abandon(int slot) => Volatile.Write(ref _slot, 0);

    /// <inheritdoc/>
    public override void Fault(int slot, Exception exception) => Faults.Add(slot, sequence: 0, exception);
}
