using Strategies.Journal.Durability;
using Strategies.Journal.Segments;
using Strategies.Journal.Snapshots;

namespace Strategies.Journal.Cutting;

/// <summary>
/// Cuts a journal behind an input: later inputs, the outputs that they caused and snapshots of later states move into a
/// new folder <c>cut/NUMBER</c> of the journal. Nothing is deleted. For people; no engine does it by itself.
/// </summary>
/// <remarks>
/// Holds the writer's lock from <see cref="Prepare"/> to <see cref="Dispose"/>. The whole journal is read: inputs up to
/// the cut must be whole, what is behind it may be damaged in any way. A kill in between leaves a journal that is whole
/// up to some later place and can be cut again; every segment is copied before it is changed.
/// </remarks>
public sealed class JournalCut : IDisposable
{
    private readonly JournalLayout _layout;
    private readonly JournalLock _lock;
    private readonly CutPlace _inputs;
    private readonly CutPlace _outputs;

    private JournalCut(JournalLayout layout, JournalLock ownership, ulong afterSequence)
    {
        _layout = layout;
        _lock = ownership;
        _inputs = CutPlace.Find(layout, SegmentKind.Input, afterSequence);
        if (afterSequence == 0 || _inputs.End.LastSequence != afterSequence)
        {
            throw Missing(layout, afterSequence, _inputs.End.LastSequence);
        }

        _outputs = CutPlace.Find(layout, SegmentKind.Output, afterSequence);
        RequireSameJournal();
        bool mayLack = _outputs is { Damage: not null, Behind: 0 };
        Plan = new CutPlan
        {
            AfterSequence = afterSequence,
            AfterTimeNs = _inputs.LastTimeNs,
            Inputs = _inputs.Behind,
            LastInputSequence = _inputs.LastBehind,
            Outputs = _outputs.Behind,
            Damage = [.. new[] { _inputs.Damage, _outputs.Damage }.OfType<JournalException>()],
            OutputsEndAtCause = mayLack ? _outputs.End.LastSequence : null,
            Snapshots =
            [
                .. new SnapshotStore(layout).Names()
                    .Where(entry => entry.Sequence > afterSequence).Select(entry => entry.Name),
            ],
        };
    }

    /// <summary>What the cut takes out.</summary>
    public CutPlan Plan { get; }

    /// <summary>Takes the writer's lock and looks at what a cut would take out. Nothing is changed.</summary>
    /// <param name="folder">The journal's folder.</param>
    /// <param name="afterSequence">Number of the last input that stays, from 1.</param>
    /// <exception cref="JournalException">
    /// The folder holds no journal or only the part in memory of one that has an archive, a writer has it, the input is
    /// not there, or something up to it is damaged.
    /// </exception>
    public static JournalCut Prepare(string folder, ulong afterSequence)
    {
        JournalLayout layout = new(folder);
        layout.RequireJournal();
        RequireNoArchive(layout);
        JournalLock ownership = JournalLock.Acquire(layout.LockFile);
        try
        {
            return new JournalCut(layout, ownership, afterSequence);
        }
        catch
        {
            ownership.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Cuts. What had been on the disk behind the cut is not missed any more when the journal is opened.
    /// </summary>
    /// <returns>The folder that took what was cut; null when there was nothing to cut.</returns>
    /// <exception cref="JournalException">A file cannot be copied, moved, written or removed.</exception>
    public string? Execute()
    {
        // The promise first: after a kill behind it recovery misses nothing that is still going.
        DurableMarkFile.Lower(_layout, _inputs.End, _outputs.End);
        if (Plan.IsEmpty)
        {
            return null;
        }

        AsideFolder aside = new(_layout);
        // What follows from inputs goes before them: no snapshot or output is ever left without its input.
        new SnapshotStore(_layout).MoveAsideBehind(Plan.AfterSequence, aside);
        new SegmentCut(_layout, SegmentKind.Output, aside).CutBehind(_outputs.End);
        new SegmentCut(_layout, SegmentKind.Input, aside).CutBehind(_inputs.End);
        return aside.Folder;
    }

    /// <summary>Gives the lock back.</summary>
    public void Dispose() => _lock.Dispose();

    /// <summary>
    /// Snapshots lie with the archive: a folder in memory has a link there, and is not to be cut by itself.
    /// </summary>
    private static void RequireNoArchive(JournalLayout layout)
    {
        if (SegmentLink.TargetOf(layout.SnapshotFolder) is not { } snapshots)
        {
            return;
        }

        string archive = Path.GetDirectoryName(snapshots) ?? snapshots;
        throw new JournalException(
            JournalFault.LinkedSegment,
            $"the folder is the part in memory of the journal in {archive}; a cut here would leave the archive behind",
            $"stop the cell, cut the archive (strat journal cut {archive} --after N) and remove {layout.Folder}: it is "
            + "built anew when the cell is started",
            layout.Folder);
    }

    private void RequireSameJournal()
    {
        if (_outputs.End.Number > 0 && _outputs.End.Header.JournalId != _inputs.End.Header.JournalId)
        {
            throw new JournalException(
                JournalFault.ForeignJournal,
                "the outputs belong to another journal than the inputs",
                "folders of two journals were mixed: restore them, or remove 'output' and run the inputs again",
                _layout.SegmentFile(SegmentKind.Output, _outputs.End.Number));
        }
    }

    private static JournalException Missing(JournalLayout layout, ulong wanted, ulong lastSequence) => new(
        JournalFault.SequenceMissing,
        $"the journal has no input {wanted} to be cut behind",
        lastSequence == 0
            ? "inputs count from 1; to begin anew use another folder"
            : $"its last whole input is {lastSequence}: give a number from 1 to that",
        layout.InputFolder,
        sequence: wanted);
}
