using Strategies.Driver;
using Strategies.Driver.Replay;
using Strategies.Follower.Candidates;

namespace Strategies.Follower.Shadows;

/// <summary>A shadow and the versions that its engine holds.</summary>
/// <param name="slot">The shadow.</param>
/// <param name="versions">The versions.</param>
internal sealed class RunningShadow(ShadowSlot slot, HeldVersions versions) : IDisposable
{
    internal ShadowSlot Slot { get; } = slot;

    /// <summary>True once the log has said that it runs no more.</summary>
    internal bool IsEndTold { get; set; }

    public void Dispose()
    {
        Slot.Dispose();
        versions.Dispose();
    }
}
