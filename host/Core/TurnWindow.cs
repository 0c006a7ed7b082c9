namespace Strategies.Core;

/// <summary>
/// The longest turn of the hot loop in the last minute: a ring of sixty maxima, one a second, the running second's among
/// them. So it tells of the last 59 to 60 s; a turn counts in the second in which it ends.
/// </summary>
/// <remarks>The hot thread's; allocates nothing but at its making.</remarks>
public sealed class TurnWindow
{
    private const int Seconds = 60;
    private const long NsPerSecond = 1_000_000_000;

    private readonly long[] _maxNs = new long[Seconds];
    private int _current;
    private long _secondEndNs;

    /// <summary>The longest turn that is remembered, ns; 0 for none.</summary>
    public long MaxNs
    {
        get
        {
            long maxNs = 0;
            foreach (long secondMaxNs in _maxNs)
            {
                maxNs = Math.Max(maxNs, secondMaxNs);
            }

            return maxNs;
        }
    }

    /// <summary>A turn has ended.</summary>
    /// <param name="nowNs">CLOCK_MONOTONIC, ns.</param>
    /// <param name="turnNs">How long it took, ns.</param>
    public void Record(long nowNs, long turnNs)
    {
        if (nowNs >= _secondEndNs)
        {
            Advance(nowNs);
        }

        if (turnNs > _maxNs[_current])
        {
            _maxNs[_current] = turnNs;
        }
    }

    /// <summary>Forgets the seconds that are out of the window by now; those in which no turn ended had none.</summary>
    private void Advance(long nowNs)
    {
        long passed = ((nowNs - _secondEndNs) / NsPerSecond) + 1;
        for (long second = 0; second < Math.Min(passed, Seconds); second++)
        {
            _current = (_current + 1) % Seconds;
            _maxNs[_current] = 0;
        }

        _secondEndNs += passed * NsPerSecond;
    }
}
