namespace Strategies.Edge.Hosting;

/// <summary>What the edge counts of itself. Any thread.</summary>
internal sealed class EdgeCounts
{
    private long _requests;
    private long _denied;
    private long _commands;

    internal long Requests => Volatile.Read(ref _requests);

    internal long Denied => Volatile.Read(ref _denied);

    internal long Commands => Volatile.Read(ref _commands);

    internal void CountRequest() => Interlocked.Increment(ref _requests);

    internal void CountDenied() => Interlocked.Increment(ref _denied);

    internal void CountCommand() => Interlocked.Increment(ref _commands);
}
