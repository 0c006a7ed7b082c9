using Strategies.Records;

namespace Strategies.Core;

/// <summary>A deployment on its way from housekeeping to the hot thread and back.</summary>
internal sealed class LiveSwap
{
    private bool _isDone;

    /// <summary>What is asked for.</summary>
    internal SwapRequestedPayload Request;

    /// <summary>Why it cannot be: housekeeping could not prepare the version. Empty when it is ready.</summary>
    internal Text200 Failure;

    /// <summary>True when the version could not be prepared.</summary>
    internal bool IsFailed { get; init; }

    /// <summary>The deployment ring's sequence.</summary>
    internal ulong SourceSequence { get; init; }

    /// <summary>When housekeeping saw it, monotonic ns.</summary>
    internal long SeenNs { get; init; }

    /// <summary>When it was decided, monotonic ns.</summary>
    internal long DecidedNs { get; set; }

    /// <summary>Duration of the step on the hot thread, ns.</summary>
    internal long StepNs { get; set; }

    /// <summary><see cref="System.Diagnostics.Stopwatch"/> time at which the step began.</summary>
    internal long StartTimestamp { get; set; }

    /// <summary>True when it was committed.</summary>
    internal bool IsCommitted { get; set; }

    /// <summary>The decision's reason.</summary>
    internal Text200 Reason;

    /// <summary>Set last, by the hot thread.</summary>
    internal bool IsDone
    {
        get => Volatile.Read(ref _isDone);
        set => Volatile.Write(ref _isDone, value);
    }
}
