using Strategies.Driver;
using Strategies.Engine.Slots;
using Strategies.Records;

namespace Strategies.Auditing;

/// <summary>Keeps where exceptions leave strategies' code while a day is run again; measures nothing.</summary>
internal sealed class AuditMeter : CallbackMeter
{
    /// <summary>Number of the input that is run.</summary>
    internal ulong Sequence { get; set; }

    internal FaultLog Faults { get; } = new();

    /// <inheritdoc/>
    public override void Enter(int slot, StrategyCall call, bool isNext)
    {
    }

    /// <inheritdoc/>
    public override void Leave(int slot)
    {
    }

    /// <inheritdoc/>
    public override void Abandon(int slot)
    {
    }

    /// <inheritdoc/>
    public override void Fault(int slot, Exception exception) => Faults.Add(slot, Sequence, exception);
}
