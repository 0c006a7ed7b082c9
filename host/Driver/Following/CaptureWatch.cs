using Strategies.Driver.Replay;
using Strategies.Engine.Snapshots;

namespace Strategies.Driver.Following;

/// <summary>
/// Stands beside the capturing of states: a strategy's Save may never come back, and whoever is ended by it has to know the next time;
/// or it may forget something.
/// </summary>
/// <remarks>The follower's thread.</remarks>
public abstract class CaptureWatch
{
    /// <summary>Whether the state behind the last input may be captured; asked when a snapshot is due.</summary>
    public abstract bool MayCapture();

    /// <summary>It is captured now, or restored beside the follower to be proven.</summary>
    /// <param name="sequence">The last input.</param>
    public abstract void Begin(ulong sequence);

    /// <summary>It was captured, or could not be.</summary>
    /// <param name="unsaved">The slot whose version could not save; null when all could, or it was something else.</param>
    public abstract void End(UnsavedState? unsaved);

    /// <summary>A captured state was found not to be whole, and becomes no snapshot.</summary>
    /// <param name="difference">What went another way when it was restored.</param>
    public abstract void Tell(StateDifference difference);
}
