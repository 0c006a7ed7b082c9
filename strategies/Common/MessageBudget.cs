using Strategies.Sdk;

namespace Strategies.Common;

/// <summary>
/// Bounds a strategy's messages: in no window of one second more than a stated number leave. The strategy stays below
/// the gate's throttle by itself, because a throttled message is a quote that stands where it should not.
/// </summary>
/// <remarks>
/// A leaky bucket of half the number, refilled at half the number a second: bucket and refill together are the bound.
/// </remarks>
internal struct MessageBudget
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>When the bucket will be full again, engine time in ns.</summary>
    private long _fullAgainNs;

    /// <summary>Asks for one message.</summary>
    /// <param name="timeNs">Engine time.</param>
    /// <param name="perSecondMax">Most messages in any second, 2 or more.</param>
    /// <returns>False when the message must wait.</returns>
    public bool TryTake(long timeNs, long perSecondMax)
    {
        long costNs = 2 * NanosecondsPerSecond / perSecondMax;
        long fullAgainNs = (_fullAgainNs > timeNs ? _fullAgainNs : timeNs) + costNs;
        if (fullAgainNs - timeNs > NanosecondsPerSecond)
        {
            return false;
        }

        _fullAgainNs = fullAgainNs;
        return true;
    }

    /// <summary>Writes 8 bytes.</summary>
    public readonly void Save(ref StateWriter writer) => writer.Write(_fullAgainNs);

    /// <summary>Reads 8 bytes.</summary>
    public void Restore(ref StateReader reader) => _fullAgainNs = reader.ReadInt64();
}
