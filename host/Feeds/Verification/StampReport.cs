namespace Strategies.Feeds.Verification;

/// <summary>What is odd about the times that a feed's messages are stamped with.</summary>
/// <param name="BeyondDay">Messages stamped outside the trading day: at or after the next midnight, or before its own.</param>
/// <param name="FirstBeyondDay">Where the first of them stands; empty when there is none.</param>
/// <param name="Jumps">Times that the stamp moved by two hours or more from one message to the next, either way.</param>
/// <param name="LongestJumpNs">The longest of these moves, ns; negative for one back; 0 when there is none.</param>
/// <param name="LongestJumpAt">Where the message behind it stands; empty when there is none.</param>
public sealed record StampReport(
    long BeyondDay, string FirstBeyondDay, long Jumps, long LongestJumpNs, string LongestJumpAt);
