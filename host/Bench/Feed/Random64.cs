namespace Strategies.Bench.Feed;

/// <summary>Random numbers from a seed, the same on every machine (SplitMix64).</summary>
internal struct Random64(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The next number, all 64 bits.</summary>
    internal ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>The next number below a bound, by multiplication; the bias is below bound/2^64.</summary>
    internal long Below(long bound) => (long)Math.BigMul(Next(), (ulong)bound, out _);
}
