using Strategies.Cell.Messages;

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
    /// <summary>What was in the way that is not the version's.</summary>
    public RehearsalFault Fault { get; init; }

    /// <summary>Bytes of a state that was measured.</summary>
    public int StateBytes { get; init; }

    /// <summary>The input behind which it was measured.</summary>
    public ulong Sequence { get; init; }

    /// <summary>A version that did not get so far that anything was measured.</summary>
    /// <param name="reason">Why, in words.</param>
    public static RehearsalResult Bad(string reason) => new(IsGood: false, 0, 0, 0, reason);
}
