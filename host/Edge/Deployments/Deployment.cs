using System.Diagnostics;
using Strategies.Edge.Metrics;
using Strategies.Edge.Views;
using Strategies.Projection;
using Strategies.Records;

namespace Strategies.Edge.Deployments;

/// <summary>A version's way into a slot. One task changes it, any thread looks.</summary>
internal sealed class Deployment
{
    private readonly Lock _lock = new();
    private readonly long _startTimestamp = Stopwatch.GetTimestamp();
    private readonly DateTimeOffset _startTime = DateTimeOffset.UtcNow;
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DeploymentState _state;
    private string _detail = "";
    private string _hint = "";
    private ulong _requestSequence;
    private ulong _decisionSequence;
    private RehearsalView? _rehearsal;
    private TimeSpan? _elapsed;
    private string[]? _incidents;

    internal required string Id { get; init; }

    internal required int Slot { get; init; }

    internal required string SlotName { get; init; }

    internal required SwapKind Kind { get; init; }

    internal required Hash256 PackageHash { get; init; }

    /// <summary>What becomes of the state that the slot has.</summary>
    internal required SwapState Carried { get; init; }

    internal required string Who { get; init; }

    internal required string Reason { get; init; }

    internal required bool IsRehearsed { get; init; }

    /// <summary>Knows what happens to the cell's processes meanwhile.</summary>
    internal required CellAlerts Alerts { get; init; }

    internal bool IsOver => _end.Task.IsCompleted;

    /// <summary>Ends when it is decided, one way or another.</summary>
    internal Task End => _end.Task;

    internal DeploymentState State
    {
        get
        {
            lock (_lock)
            {
                return _state;
            }
        }
    }

    internal void Rehearsed(RehearsalView rehearsal)
    {
        lock (_lock)
        {
            _rehearsal = rehearsal;
        }
    }

    internal void Prepare()
    {
        lock (_lock)
        {
            _state = DeploymentState.Preparing;
        }
    }

    internal void Finish(DeploymentState state, string detail, string hint, CommandTrace? trace = null)
    {
        lock (_lock)
        {
            _state = state;
            _detail = detail;
            _hint = hint;
            _requestSequence = trace?.Sequence ?? 0;
            _decisionSequence = trace?.DecisionSequence ?? 0;
            _elapsed = Stopwatch.GetElapsedTime(_startTimestamp);
        }
    }

    /// <summary>Ends it, behind <see cref="Finish"/>, with what has happened to the cell's processes since it began.</summary>
    internal void Close()
    {
        string[] incidents = Alerts.Since(_startTime);
        lock (_lock)
        {
            _incidents = incidents;
        }

        _end.TrySetResult();
    }

    internal DeploymentView View()
    {
        lock (_lock)
        {
            TimeSpan elapsed = _elapsed ?? Stopwatch.GetElapsedTime(_startTimestamp);
            return new DeploymentView(
                Id,
                SlotName,
                Names.Of(Kind),
                PackageHash.IsEmpty ? "" : PackageHash.ToString(),
                Carried == SwapState.Fresh,
                Who,
                Reason,
                Names.Of(_state),
                _detail,
                _hint,
                _requestSequence,
                _decisionSequence,
                Math.Round(elapsed.TotalMilliseconds, 3),
                _rehearsal,
                _incidents ?? []);
        }
    }
}
