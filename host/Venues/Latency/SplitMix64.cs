namespace Strategies.Venues.Latency;

/// <summary>
/// The generator SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014): a counter
/// in steps of the golden ratio and a mixing function. Integers only, so the same on every machine. Not for secrets.
/// </summary>
/// <param name="seed">Any number; each gives a sequence of its own.</param>
public struct SplitMix64(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The next number; all 2^64 are equally likely. Allocates nothing.</summary>
    public ulong Next()
    {
        _state = unchecked(_state + 0x9E3779B97F4A7C15);
        ulong mixed = unchecked((_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB);
        return mixed ^ (mixed >> 31);
    }
}
