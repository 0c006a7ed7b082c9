using Strategies.Cell.Processes;

namespace Strategies.Supervisor;

/// <summary>How a process ended.</summary>
/// <param name="ExitCode">
/// Its exit code, 128 and the number of the signal that ended it; null when it was not this process's child.
/// </param>
/// <param name="SaidStopped">True when its heartbeat said so at last: it ended in order.</param>
internal readonly record struct ProcessEnd(int? ExitCode, bool SaidStopped)
{
    private const int SignalBase = 128;
    private const int SignalMax = 64;

    /// <summary>True when it ended in order and without an error.</summary>
    internal bool IsInOrder => ExitCode is { } code ? code == Success : SaidStopped;

    /// <summary>True when it ended in order or with an error that it told: no signal ended it.</summary>
    internal bool HasEndedByItself => ExitCode is { } code ? code <= SignalBase : SaidStopped;

    /// <summary>True when it cannot use what it was given: configuration, port, journal.</summary>
    internal bool IsBadInput => ExitCode == BadInput;

    /// <summary>True when it ended by a fault of its own, which it may have told; who was killed cannot have.</summary>
    internal bool MayHaveSaidWhy =>
        !IsInOrder && ExitCode is not (SignalBase + Signals.Kill or SignalBase + Signals.Terminate);

    private const int Success = 0;
    private const int BadInput = 3; // As strat ends: see its --help.

    /// <summary>As <see cref="CoreExit"/> reads it: <c>signal 9</c>, or the words.</summary>
    internal string AsSignal() => ExitCode is > SignalBase and <= SignalBase + SignalMax
        ? $"signal {ExitCode.Value - SignalBase}"
        : ToString();

    /// <summary>In words.</summary>
    public override string ToString() => ExitCode switch
    {
        > SignalBase and <= SignalBase + SignalMax => $"ended by {Signals.NameOf(ExitCode.Value - SignalBase)}",
        { } code => $"ended with exit code {code}",
        null => SaidStopped ? "ended in order" : "ended; it was no child of this supervisor, so why is not known",
    };
}
