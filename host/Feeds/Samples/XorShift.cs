namespace Strategies.Feeds.Samples;

/// <summary>
/// A small generator of random numbers (xorshift64*), the same on every machine and in every version of the runtime.
/// </summary>
internal sealed class XorShift
{
    private ulong _state;

    /// <param name="seed">Any number; seeds that differ little give unrelated sequences.</param>
    internal XorShift(ulong seed)
    {
        // A xorshift state must not be zero, and needs mixing when the seed is small.
        ulong mixed = (seed + 0x9E3779B97F4A7C15UL) * 0xBF58476D1CE4E5B9UL;
        mixed ^= mixed >> 31;
        _state = mixed == 0 ? 1 : mixed;
    }

    /// <summary>A number from 0 up to but not including a bound.</summary>
    /// <param name="bound">Positive.</param>
    internal int Below(int bound)
    {
        _state ^= _state >> 12;
        _state ^= _state << 25;
        _state ^= _state >> 27;
        return (int)((((_state * 0x2545F4914F6CDD1DUL) >> 32) * (ulong)bound) >> 32);
    }

    /// <summary>A number between two bounds, both included.</summary>
    internal int Between(int first, int last) => first + Below(last - first + 1);

    /// <summary>True in so many of a hundred cases.</summary>
    internal bool Percent(int percent) => Below(100) < percent;
}
