using Strategies.Driver.Replay;
using Strategies.Engine;
using Strategies.Engine.Snapshots;
using Strategies.Journal.Replay;
using Strategies.Journal.Snapshots;
using Strategies.Records;

namespace Strategies.Driver.Recovery;

/// <summary>An engine brought back from its journal, and how.</summary>
public sealed record RecoveredEngine
{
    /// <summary>The engine, behind the journal's last input.</summary>
    public required TradingEngine Engine { get; init; }

    /// <summary>The snapshot that it started from; null when it ran every input from the first.</summary>
    public required SnapshotInfo? Start { get; init; }

    /// <summary>Snapshots that were newer and could not be used.</summary>
    public required IReadOnlyList<RefusedSnapshot> Refused { get; init; }

    /// <summary>
    /// Snapshots, newest first, from which another output came out than from the start that was used: a strategy's Save forgets
    /// something. With a writer they were set aside and are not used again.
    /// </summary>
    public IReadOnlyList<LossySnapshot> Lossy { get; init; } = [];

    /// <summary>Number of the last input.</summary>
    public required ulong LastSequence { get; init; }

    /// <summary>True when the day's last record is among the inputs that were run: nothing may follow it.</summary>
    public required bool IsDayEnded { get; init; }

    /// <summary>Inputs that were run.</summary>
    public required long InputsRun { get; init; }

    /// <summary>Outputs that were made again and found in the journal, byte for byte.</summary>
    public required long OutputsCompared { get; init; }

    /// <summary>
    /// Outputs that the journal did not have: its writer was killed before it could append them. Messages to the venue
    /// among them may or may not have left, and are to be offered again; the receiver drops what it has seen.
    /// </summary>
    public required IReadOnlyList<byte[]> OutputsMissing { get; init; }

    /// <summary>
    /// All outputs of the journal's last input and of what the recovery added behind it, the port's among them: only those
    /// can be on record or not and not have left, since an input is journalled after the outputs of the one before have
    /// been offered. They are to be offered again; the receiver drops what it has seen.
    /// </summary>
    public required IReadOnlyList<byte[]> LastOutputs { get; init; }

    /// <summary>
    /// The first output that is not as it was recorded; null when all are. An engine with one must not go on.
    /// </summary>
    public required OutputDifference? Difference { get; init; }

    /// <summary>How this machine differs from the one that wrote the journal, each difference as a sentence.</summary>
    public required IReadOnlyList<string> EnvironmentDifferences { get; init; }

    /// <summary>
    /// The digest of the state; empty when none can be taken, since a swap waits for its decision.
    /// </summary>
    public Hash256 StateHash() => Engine.CanSnapshot ? EngineSnapshot.HashOf(Engine) : default;
}
