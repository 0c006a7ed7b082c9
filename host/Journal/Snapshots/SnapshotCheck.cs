using Strategies.Journal.Segments;

namespace Strategies.Journal.Snapshots;

/// <summary>Holds snapshots against the journal that they lie in. Works beside a running writer.</summary>
internal sealed class SnapshotCheck
{
    private readonly JournalLayout _layout;
    private readonly long _lastNumber;
    private readonly SegmentHeader _last;

    /// <param name="layout">The journal.</param>
    /// <exception cref="JournalException">Segments are missing, or the last one's header is damaged.</exception>
    internal SnapshotCheck(JournalLayout layout)
    {
        _layout = layout;
        _lastNumber = SegmentSurvey.LastInUse(layout, SegmentKind.Input);
        _last = _lastNumber > 0
            ? SegmentSearch.HeaderOf(layout, SegmentKind.Input, _lastNumber, _lastNumber)
            : default;
    }

    /// <summary>Checks that a snapshot is of this journal and of nobody later.</summary>
    /// <exception cref="JournalException">It is not.</exception>
    internal void RequireOwner(SnapshotInfo info, string file)
    {
        if (_lastNumber == 0)
        {
            throw SnapshotFaults.BeyondEnd(file, info.Sequence);
        }

        if (info.JournalId != _last.JournalId)
        {
            throw SnapshotFaults.ForeignJournal(file, info.JournalId, _last.JournalId);
        }

        if (info.Cell != _last.Cell)
        {
            throw SnapshotFaults.ForeignCell(file, info.Cell, _last.Cell);
        }

        if (info.Epoch > _last.Epoch)
        {
            throw SnapshotFaults.LaterEpoch(file, info.Epoch, _last.Epoch);
        }
    }

    /// <summary>Checks that the journal has, at the snapshot's sequence, the input that the snapshot has seen.</summary>
    /// <exception cref="JournalException">It has none, another one, or is damaged on the way there.</exception>
    internal void RequirePlace(SnapshotInfo info, string file)
    {
        using JournalReader reader = JournalReader.OpenInputs(_layout.Folder, info.Sequence);
        if (info.Sequence == 0 || !IsThere(reader))
        {
            throw SnapshotFaults.BeyondEnd(file, info.Sequence);
        }

        if (reader.Header.Crc32C != info.RecordCrc32C)
        {
            throw SnapshotFaults.History(file, info.Sequence, info.RecordCrc32C, reader.Header.Crc32C);
        }
    }

    /// <summary>Whether the input is there. Its bytes are found before the end is looked at, which may be moving.</summary>
    private static bool IsThere(JournalReader reader)
    {
        try
        {
            return reader.MoveNext();
        }
        catch (JournalException exception) when (exception.Fault == JournalFault.SequenceMissing)
        {
            return false;
        }
    }
}
