using System.Globalization;

namespace Strategies.Journal;

/// <summary>What was found when a journal was opened for writing.</summary>
public sealed record RecoveryReport
{
    /// <summary>True when the folder held no journal before.</summary>
    public required bool IsNew { get; init; }

    /// <summary>Number of the last whole input; 0 when there is none. Numbering goes on behind it.</summary>
    public required ulong LastInputSequence { get; init; }

    /// <summary>The tail of the inputs that was cut; null when there was none.</summary>
    public required TornTail? InputTail { get; init; }

    /// <summary>The tail of the outputs that was cut; null when there was none.</summary>
    public required TornTail? OutputTail { get; init; }

    /// <summary>
    /// Cause of the last output that is kept; 0 when there is none. Outputs may be behind the inputs: the engine that
    /// runs the inputs again makes the missing ones anew, and exactly those behind (cause, index) are to be appended.
    /// </summary>
    public required ulong LastOutputSequence { get; init; }

    /// <summary>Index of the last output that is kept.</summary>
    public required uint LastOutputIndex { get; init; }

    /// <summary>
    /// Outputs that were dropped since their input is not in the journal: they were ahead of it when the power
    /// failed.
    /// </summary>
    public required long OutputsDropped { get; init; }

    /// <summary>
    /// The damaged last records that were dropped as <see cref="JournalOptions.CutDamagedLastRecord"/> asked for.
    /// </summary>
    public required IReadOnlyList<JournalException> DamageCut { get; init; }

    /// <summary>
    /// Number of the last input that had been on the disk for certain; null when nothing was known about it.
    /// </summary>
    public ulong? DurableSequence { get; init; }

    /// <summary>
    /// The damage behind the durable point that was moved aside as <see cref="JournalOptions.DamageBeyondDurable"/> asked
    /// for, with everything behind it.
    /// </summary>
    public IReadOnlyList<JournalException> DamageMovedAside { get; init; } = [];

    /// <summary>The folder that took what was moved aside; null when nothing was.</summary>
    public string? AsideFolder { get; init; }

    /// <summary>
    /// Snapshots of inputs that the journal does not have any more, as the files that they were moved to: their inputs
    /// were lost with the power, and others will have their numbers.
    /// </summary>
    public IReadOnlyList<string> SnapshotsMovedAside { get; init; } = [];

    /// <summary>
    /// True when outputs of more inputs than the last one may be missing: the power may have failed, or damage was cut. A kill of the
    /// writer explains only the last one's.
    /// </summary>
    public bool MayLackOutputs { get; init; }

    /// <summary>True when the last writer closed the journal and nothing was lost since.</summary>
    public required bool WasClosedCleanly { get; init; }

    /// <summary>
    /// Whether the journal has this output; an engine that runs the inputs again must not append it a second time.
    /// </summary>
    /// <param name="cause">Number of the input that caused it.</param>
    /// <param name="index">Its index among that input's outputs.</param>
    public bool HasOutput(ulong cause, uint index) =>
        cause < LastOutputSequence || cause == LastOutputSequence && index <= LastOutputIndex;

    /// <summary>In words, for a log.</summary>
    public override string ToString()
    {
        if (IsNew)
        {
            return "no journal was there";
        }

        List<string> words =
        [
            string.Create(CultureInfo.InvariantCulture, $"last input {LastInputSequence}"),
            WasClosedCleanly ? "closed cleanly" : "not closed cleanly",
        ];
        words.AddRange(new[] { InputTail, OutputTail }.OfType<TornTail>().Select(tail => tail.ToString()));
        if (OutputsDropped > 0)
        {
            words.Add(string.Create(CultureInfo.InvariantCulture, $"{OutputsDropped} outputs ahead of their inputs dropped"));
        }

        words.AddRange(DamageCut.Select(damage => $"cut: {damage.Message}"));
        words.AddRange(DamageMovedAside.Select(damage => $"moved to {AsideFolder}: {damage.Message}"));
        words.AddRange(SnapshotsMovedAside.Select(file => $"snapshot moved to {file}"));
        return string.Join(", ", words);
    }
}
