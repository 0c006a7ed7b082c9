using Strategies.Records;

namespace Strategies.Engine.Slots;

/// <summary>
/// Is told when a call into a strategy begins and ends, so that whoever drives the engine can measure it. The engine
/// asks it nothing: what was measured comes back as a record, or not at all.
/// </summary>
/// <remarks>Engine's thread; must neither throw nor allocate. A replay has none.</remarks>
public abstract class CallbackMeter
{
    /// <summary>A call begins.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="call">What is called.</param>
    /// <param name="isNext">
    /// True when the call before was about the same event: nothing lies between its end and this beginning but the
    /// step to the next slot.
    /// </param>
    public abstract void Enter(int slot, StrategyCall call, bool isNext);

    /// <summary>The call that began last has returned.</summary>
    /// <param name="slot">The slot.</param>
    public abstract void Leave(int slot);

    /// <summary>The call that began last threw: the exception is dealt with, what was measured of it does not matter.</summary>
    /// <param name="slot">The slot.</param>
    public abstract void Abandon(int slot);

    /// <summary>
    /// What was thrown, before <see cref="Abandon"/>; for whoever wants to say where. May allocate: it is a slot's last act.
    /// </summary>
    /// <param name="slot">The slot.</param>
    /// <param name="exception">What was thrown; keep nothing of it but text, it would hold the version in memory.</param>
    public virtual void Fault(int slot, Exception exception)
    {
    }
}
