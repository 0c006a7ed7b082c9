namespace Strategies.Engine.Snapshots;

/// <summary>The state of an engine cannot be written, or what was written cannot be taken over.</summary>
public sealed class SnapshotException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="message">What is wrong, and what can be done.</param>
    /// <param name="inner">The cause, if there is one.</param>
    public SnapshotException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>The slot whose version could not save; null where it is something else.</summary>
    public UnsavedState? Unsaved { get; init; }
}
