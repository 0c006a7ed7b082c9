namespace Strategies.Cell.Tokens;

/// <summary>For how long a token may be held: the one rule for the command line and the edge.</summary>
public static class TokenLife
{
    /// <summary>Ten years, s. Whoever wants more leaves the end out.</summary>
    public const long SecondsMax = 3_652L * 86_400;

    /// <summary>True for a length that a token can have.</summary>
    /// <param name="seconds">The length, s.</param>
    /// <param name="problem">What is wrong with it; empty for nothing.</param>
    /// <param name="hint">What to do instead; empty for nothing.</param>
    public static bool IsGood(long seconds, out string problem, out string hint)
    {
        bool isGood = seconds is >= 1 and <= SecondsMax;
        problem = isGood ? "" : $"a token cannot be held for {seconds} s";
        hint = isGood ? "" : $"1 to {SecondsMax} s, ten years; leave it out for a token without an end";
        return isGood;
    }
}
