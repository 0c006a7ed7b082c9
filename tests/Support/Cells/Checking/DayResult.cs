using Strategies.Cells.Killing;

namespace Strategies.Cells.Checking;

/// <summary>What a day with kills came to.</summary>
public sealed record DayResult
{
    /// <summary>The kills.</summary>
    public IReadOnlyList<KillReport> Kills { get; init; } = [];

    /// <summary>What is not as it must be; empty when all is.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Messages in the engine's records.</summary>
    public long Messages { get; init; }

    /// <summary>Messages of the market data that were still to come when the day was ended.</summary>
    public long NotPlayed { get; init; }

    /// <summary>Last input.</summary>
    public ulong LastSequence { get; init; }

    /// <summary>Orders and requests in the journal.</summary>
    public long Requests { get; init; }

    /// <summary>Fills.</summary>
    public long Fills { get; init; }

    /// <summary>Snapshots from which the day's last state was reached again.</summary>
    public int Starts { get; init; }

    /// <summary>Reconciliations in the core's log.</summary>
    public int Reconciliations { get; init; }

    /// <summary>Orders that a reconciliation ended at the engine, since the venue process had been killed.</summary>
    public long CanceledHere { get; init; }

    /// <summary>Times that the venue process canceled all orders.</summary>
    public long MassCancels { get; init; }

    /// <summary>Slots that were taken out.</summary>
    public IReadOnlyList<string> Quarantined { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant(
        $"{Kills.Count} kills, {Messages} messages, {LastSequence} inputs, {Requests} orders and requests, {Fills} fills, {Starts} starts equal, {Reconciliations} reconciliations, {CanceledHere} orders ended by them, {MassCancels} mass-cancels, {Problems.Count} problems");
}
