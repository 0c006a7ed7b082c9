using Strategies.Records;

namespace Strategies.Core;

/// <summary>A deployment on its way from housekeeping to the hot thread and back.</summary>
public sealed class LiveSwap
{
    private bool _isDone;

    /// <summary>What is asked for.</summary>
    public SwapRequestedPayload Request;

    /// <summary>Why it cannot be: housekeeping could not prepare the version. Empty when it is ready.</summary>
    public Text200 Failure;

    /// <summary>True when the version could not be prepared.</summary>
    public bool IsFailed { get; init; }

    /// <summary>The deployment ring's sequence.</summary>
    public ulong SourceSequence { get; init; }

    /// <summary>When housekeeping saw it, monotonic ns.</summary>
    public long SeenNs { get; init; }

    /// <summary>When it was decided, monotonic ns.</summary>
    public long DecidedNs { get; set; }

    /// <summary>Duration of the step on the hot thread, ns.</summary>
    public long StepNs { get; set; }

    /// <summary><see cref="System.Diagnostics.Stopwatch"/> time at which the step began.</summary>
    public long StartTimestamp { get; set; }

    /// <summary>True when it was committed.</summary>
    public bool IsCommitted { get; set; }

    /// <summary>The decision's reason.</summary>
    public Text200 Reason;

    /// <summary>Set last, by the hot thread.</summary>
    public bool IsDone
    {
        get => Volatile.Read(ref _isDone);
        set => Volatile.Write(ref _isDone, value);
    }
}
