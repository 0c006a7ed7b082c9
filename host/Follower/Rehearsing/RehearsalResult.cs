namespace Strategies.Follower.Rehearsing;

/// <summary>What a rehearsal of a version found.</summary>
/// <param name="IsGood">True when the version may be deployed.</param>
/// <param name="Callbacks">Callbacks that it was run through and measured in.</param>
/// <param name="CallbackNsMax">Processor time of the longest one, ns.</param>
/// <param name="AllocatedBytes">Bytes that callbacks allocated which may not.</param>
/// <param name="Reason">Why not, in words; empty when good.</param>
public sealed record RehearsalResult(
    bool IsGood, long Callbacks, long CallbackNsMax, long AllocatedBytes, string Reason)
{
    /// <summary>A version that did not get so far that anything was measured.</summary>
    /// <param name="reason">Why, in words.</param>
    public static RehearsalResult Bad(string reason) => new(IsGood: false, 0, 0, 0, reason);
}
