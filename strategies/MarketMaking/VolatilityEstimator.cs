using Strategies.Common;
using Strategies.Sdk;

namespace Strategies.MarketMaking;

/// <summary>Variance of the mid per second, an exponentially weighted mean over samples at any spacing.</summary>
internal struct VolatilityEstimator
{
    private const double NanosecondsPerSecond = 1e9;

    private double _midTicks;
    private long _timeNs;

    /// <summary>The estimate, ticks² per second.</summary>
    public double Variance { get; private set; }

    /// <summary>Begins without a sample.</summary>
    /// <param name="variance">The estimate to begin with, ticks² per second.</param>
    public void Start(double variance)
    {
        Variance = variance;
        _midTicks = 0;
        _timeNs = 0;
    }

    /// <summary>
    /// Takes a sample: the squared return since the last one, per second, weighted by the time it covers.
    /// </summary>
    /// <param name="timeNs">Engine time; a sample at the time of the last one is left out.</param>
    /// <param name="midTicks">The mid price, ticks, positive.</param>
    /// <param name="timeConstantSeconds">After this time the weight of a sample has fallen to 1/e.</param>
    public void Sample(long timeNs, double midTicks, double timeConstantSeconds)
    {
        long elapsedNs = timeNs - _timeNs;
        if (_timeNs != 0 && elapsedNs <= 0)
        {
            return;
        }

        if (_timeNs != 0)
        {
            double change = midTicks - _midTicks;
            double perSecond = change * change / (elapsedNs / NanosecondsPerSecond);
            Variance += (1 - Decay.Remaining(elapsedNs, timeConstantSeconds)) * (perSecond - Variance);
        }

        _midTicks = midTicks;
        _timeNs = timeNs;
    }

    /// <summary>Writes 24 bytes.</summary>
    public readonly void Save(ref StateWriter writer)
    {
        writer.Write(Variance);
        writer.Write(_midTicks);
        writer.Write(_timeNs);
    }

    /// <summary>Reads 24 bytes.</summary>
    /// <exception cref="StateSchemaException">The estimate is not a finite number from zero up.</exception>
    public void Restore(ref StateReader reader)
    {
        Variance = reader.ReadDouble();
        _midTicks = reader.ReadDouble();
        _timeNs = reader.ReadInt64();
        if (!double.IsFinite(Variance) || Variance < 0 || !double.IsFinite(_midTicks))
        {
            throw new StateSchemaException("the variance in the saved state is not a finite number from zero up");
        }
    }
}
