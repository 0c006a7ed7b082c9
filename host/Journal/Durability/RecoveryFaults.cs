using Strategies.Journal.Segments;

namespace Strategies.Journal.Durability;

/// <summary>Puts into words why a journal is not opened for writing, and what people can do.</summary>
internal static class RecoveryFaults
{
    /// <summary>The error of damage that is refused: the same, with the ways to go on.</summary>
    /// <param name="damage">The damage.</param>
    /// <param name="layout">The journal.</param>
    /// <param name="lastWhole">Number of the last whole input; 0 when there is none.</param>
    /// <param name="mark">The durable mark; null when nothing is known.</param>
    /// <param name="isBeyondDurable">Whether everything that the mark promises is whole.</param>
    internal static JournalException Refused(
        JournalException damage, JournalLayout layout, ulong lastWhole, DurableMark? mark, bool isBeyondDurable)
    {
        string durable = mark is not { } known
            ? ""
            : isBeyondDurable
                ? $". It lies behind input {known.InputSequence}, up to which all was on the disk for certain: after a "
                + $"power loss open with {nameof(JournalOptions.DamageBeyondDurable)}.{nameof(DamagePolicy.MoveAside)}"
                : $". It lies before input {known.InputSequence}, up to which all had been on the disk: a fault of the disk, "
                + "not of a power loss";
        return new JournalException(
            damage.Fault,
            damage.What,
            damage.Hint + durable + CutHint(layout, lastWhole),
            damage.File,
            damage.Offset,
            damage.Sequence,
            damage);
    }

    /// <summary>Records that had been on the disk are not there, without any damage to be seen.</summary>
    internal static JournalException DurableLost(
        JournalLayout layout, DurableMark mark, ulong lastInput, StreamEnd outputs) => new(
        JournalFault.DurableLost,
        $"the journal had been on the disk up to input {mark.InputSequence} and output {mark.OutputIndex} of input "
        + $"{mark.OutputSequence}, and now ends with input {lastInput} and output {outputs.LastIndex} of input "
        + $"{outputs.LastSequence}",
        "files were removed or cut: restore the folder from a copy" + (lastInput > 0
            ? CutHint(layout, lastInput)
            : $"; to begin a new journal use another folder, or remove {layout.DurableFile} too"),
        layout.Folder,
        sequence: lastInput + 1);

    /// <summary>The mark of another journal.</summary>
    internal static JournalException ForeignMark(JournalLayout layout, DurableMark mark, Guid journalId) => new(
        JournalFault.ForeignJournal,
        $"the durable mark is of journal {mark.JournalId}, the segments are of journal {journalId}",
        "folders of two journals were mixed: restore them, or remove the mark if the segments are the right ones",
        layout.DurableFile);

    private static string CutHint(JournalLayout layout, ulong lastWhole) => lastWhole == 0
        ? ""
        : $"; or give up what follows: strat journal cut {layout.Folder} --after {lastWhole}";
}
