namespace Strategies.Feeds.Verification;

/// <summary>Looks at the times that messages are stamped with. Allocates only where it finds something.</summary>
internal sealed class StampChecker(PacketSource source)
{
    private const long HourNs = 3_600_000_000_000;
    private const long DayNs = 24 * HourNs;

    // Quiet feeds are silent for an hour before the first orders of a morning.
    private const long JumpNsMin = 2 * HourNs;

    private long _beyondDay;
    private string _firstBeyondDay = string.Empty;
    private long _jumps;
    private long _longestJumpNs;
    private string _longestJumpAt = string.Empty;

    internal StampReport Report => new(_beyondDay, _firstBeyondDay, _jumps, _longestJumpNs, _longestJumpAt);

    /// <param name="timeNs">Time of a message, ns since 1970-01-01 UTC.</param>
    /// <param name="previousNs">Time of the message before it; null for the first.</param>
    internal void Observe(long timeNs, long? previousNs)
    {
        if ((ulong)(timeNs - source.MidnightUtcNs) >= DayNs && _beyondDay++ == 0)
        {
            _firstBeyondDay = source.Position;
        }

        long moveNs = timeNs - (previousNs ?? timeNs);
        if (Math.Abs(moveNs) >= JumpNsMin)
        {
            _jumps++;
            if (Math.Abs(moveNs) > Math.Abs(_longestJumpNs))
            {
                _longestJumpNs = moveNs;
                _longestJumpAt = source.Position;
            }
        }
    }
}
