namespace Strategies.Venues.Simulation;

/// <summary>The venue's virtual time; it never goes back.</summary>
internal sealed class VenueClock
{
    /// <summary>Now, ns since 1970-01-01 UTC.</summary>
    internal long NowNs { get; private set; }

    /// <summary>Moves on; an earlier time changes nothing.</summary>
    /// <param name="timeNs">The time, ns since 1970-01-01 UTC.</param>
    internal void AdvanceTo(long timeNs) => NowNs = Math.Max(NowNs, timeNs);
}
