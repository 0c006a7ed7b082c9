using Strategies.Common;
using Strategies.Sdk;

namespace Strategies.Momentum;

/// <summary>
/// Two views of where the market goes: the signed volume that takers traded of late, and how far the mid stands from
/// its own recent mean. Only when both say the same is it a signal.
/// </summary>
internal struct MomentumSignal
{
    private double _flow;
    private long _flowTimeNs;
    private double _midTicks;
    private double _meanTicks;
    private long _midTimeNs;

    /// <summary>How far the mid is above its mean, ticks; negative below. Zero before the first mid.</summary>
    public readonly double MomentumTicks => _midTicks - _meanTicks;

    /// <summary>Signed volume of takers that is not forgotten yet: positive when they buy.</summary>
    /// <param name="timeNs">Engine time.</param>
    /// <param name="memorySeconds">Time constant of the forgetting.</param>
    public readonly double Flow(long timeNs, double memorySeconds) =>
        _flow * Decay.Remaining(timeNs - _flowTimeNs, memorySeconds);

    /// <summary>Takes an execution.</summary>
    /// <param name="timeNs">Engine time.</param>
    /// <param name="signedQuantity">Its quantity, positive when the taker bought.</param>
    /// <param name="memorySeconds">Time constant of the forgetting.</param>
    public void AddTrade(long timeNs, long signedQuantity, double memorySeconds)
    {
        _flow = Flow(timeNs, memorySeconds) + signedQuantity;
        _flowTimeNs = timeNs;
    }

    /// <summary>Takes a mid price. The one before it held until now, and with that weight it enters the mean.</summary>
    /// <param name="timeNs">Engine time.</param>
    /// <param name="midTicks">Half way between bid and offer, ticks, positive.</param>
    /// <param name="memorySeconds">Time constant of the mean.</param>
    public void AddMid(long timeNs, double midTicks, double memorySeconds)
    {
        if (_midTimeNs == 0)
        {
            _meanTicks = midTicks;
        }
        else if (timeNs > _midTimeNs)
        {
            _meanTicks = _midTicks + (_meanTicks - _midTicks) * Decay.Remaining(timeNs - _midTimeNs, memorySeconds);
        }

        _midTicks = midTicks;
        _midTimeNs = timeNs;
    }

    /// <summary>The side on which to enter, or none.</summary>
    /// <param name="timeNs">Engine time.</param>
    /// <param name="flowMemorySeconds">Time constant of the flow.</param>
    /// <param name="flowMin">Smallest signed volume that counts.</param>
    /// <param name="momentumTicksMin">Smallest distance of the mid from its mean that counts, ticks.</param>
    public readonly Side Evaluate(long timeNs, double flowMemorySeconds, double flowMin, double momentumTicksMin)
    {
        double flow = Flow(timeNs, flowMemorySeconds);
        if (flow >= flowMin && MomentumTicks >= momentumTicksMin)
        {
            return Side.Buy;
        }

        return flow <= -flowMin && MomentumTicks <= -momentumTicksMin ? Side.Sell : Side.None;
    }

    /// <summary>Writes 40 bytes.</summary>
    public readonly void Save(ref StateWriter writer)
    {
        writer.Write(_flow);
        writer.Write(_flowTimeNs);
        writer.Write(_midTicks);
        writer.Write(_meanTicks);
        writer.Write(_midTimeNs);
    }

    /// <summary>Reads 40 bytes.</summary>
    /// <exception cref="StateSchemaException">A number is not finite.</exception>
    public void Restore(ref StateReader reader)
    {
        _flow = reader.ReadDouble();
        _flowTimeNs = reader.ReadInt64();
        _midTicks = reader.ReadDouble();
        _meanTicks = reader.ReadDouble();
        _midTimeNs = reader.ReadInt64();
        if (!double.IsFinite(_flow) || !double.IsFinite(_midTicks) || !double.IsFinite(_meanTicks))
        {
            throw new StateSchemaException("the signal in the saved state is not a finite number");
        }
    }
}
