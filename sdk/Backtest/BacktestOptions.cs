using Strategies.Driver;
using Strategies.Session.Results;

namespace Strategies.Backtest;

/// <summary>How a session is played; nothing here changes a record.</summary>
public sealed record BacktestOptions
{
    /// <summary>Wall time that playing shall take; none for as fast as it goes.</summary>
    public TimeSpan? Pace { get; init; }

    /// <summary>The CPU for the hot thread; none for the last one of the machine.</summary>
    public int? HotCpu { get; init; }

    /// <summary>
    /// Inputs from one snapshot to the next, taken by a follower on a thread of its own beside the session; 0 for no
    /// follower.
    /// </summary>
    public ulong SnapshotEveryInputs { get; init; }

    /// <summary>
    /// Remembers the gaps between the hot loop's iterations, see <see cref="SessionResult.Gaps"/>. Costs about 5 MB of
    /// memory for every 25 s of <see cref="Pace"/>; without a pace the first five minutes are remembered.
    /// </summary>
    public bool MeasureGaps { get; init; }

    /// <summary>
    /// Market messages, rising, at which the hot loop notes the time: see <see cref="SessionResult.Marks"/>.
    /// </summary>
    public IReadOnlyList<long> MarkEvents { get; init; } = [];

    /// <summary>
    /// Session time from one note of what the slots have earned to the next, see <see cref="SessionResult.Equity"/>; none for
    /// no notes.
    /// </summary>
    public TimeSpan? EquityEvery { get; init; }

    /// <summary>
    /// Compiling what the hot thread runs, where it was begun before the plan was read (<see cref="BacktestSession.Compile"/>);
    /// otherwise the session begins it.
    /// </summary>
    public HostCode? Code { get; init; }
}
