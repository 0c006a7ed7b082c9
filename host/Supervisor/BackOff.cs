namespace Strategies.Supervisor;

/// <summary>
/// Pauses before a process is started again: none at first, longer each time that it ends within ten seconds of its
/// start, so that one which cannot start does not keep a CPU busy.
/// </summary>
internal sealed class BackOff
{
    private const long SoonNs = 10_000_000_000;

    private static readonly long[] PausesNs = [0, 100_000_000, 500_000_000, 2_000_000_000, 5_000_000_000];

    /// <summary>Ends in a row, each soon after the start.</summary>
    internal int QuickEnds { get; private set; }

    /// <summary>How long to wait before the next start, ns.</summary>
    /// <param name="livedNs">How long the process has lived, ns.</param>
    internal long AfterEnd(long livedNs)
    {
        // One that has lived longer begins a new row, with itself as its first.
        QuickEnds = livedNs < SoonNs ? QuickEnds + 1 : 1;
        return PausesNs[Math.Min(QuickEnds - 1, PausesNs.Length - 1)];
    }
}
