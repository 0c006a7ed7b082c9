using System.Runtime.CompilerServices;
using Strategies.Journal.Segments;
using Strategies.Records;

namespace Strategies.Journal.Archiving;

/// <summary>Copies the segments of one kind from memory to the archive, while somebody writes them.</summary>
/// <remarks>
/// <para>Order on the disk: a segment's header is there before the padding that closes its predecessor, and a mark of a
/// clean end only after the records in front of it; so what a loss of power leaves is the beginning of what was
/// copied, but for pages that were not synced.</para>
/// <para>Every call may fail and be made again. When the disk refuses to sync, what was written since the last sync is
/// copied once more: the system may have dropped it and say so only once.</para>
/// </remarks>
internal sealed unsafe class StreamArchiver : IDisposable
{
    private const int ChunkBytes = 1 << 20;
    private const int SegmentsMax = 8; // Each is synced when it is closed.

    private readonly JournalLayout _memory;
    private readonly JournalLayout _archive;
    private readonly SegmentKind _kind;
    private readonly ArchiveDisk _disk;
    private RecordCursor? _cursor;
    private SegmentView? _view;
    private ArchiveFile? _file;
    private ArchivePlace _found;
    private ArchivePlace _copied;
    private ArchivePlace _synced;
    private CloseMark _mark;
    private bool _isHeld;

    /// <param name="memory">The journal in memory.</param>
    /// <param name="archive">Its archive.</param>
    /// <param name="kind">Inputs or outputs.</param>
    /// <param name="disk">The disk.</param>
    /// <param name="place">Up to where the archive is on the disk.</param>
    internal StreamArchiver(
        JournalLayout memory, JournalLayout archive, SegmentKind kind, ArchiveDisk disk, ArchivePlace place)
    {
        _memory = memory;
        _archive = archive;
        _kind = kind;
        _disk = disk;
        _found = _copied = _synced = place;
    }

    /// <summary>Behind the last record that was copied.</summary>
    internal ArchivePlace Copied => _copied;

    /// <summary>Behind the last record that is on the disk.</summary>
    internal ArchivePlace Synced => _synced;

    /// <summary>Bytes copied since this object was made, those that were copied twice counted twice.</summary>
    internal long CopiedBytes { get; private set; }

    /// <summary>Copies whole records that are published, and goes on to the next segment when one is closed.</summary>
    /// <param name="sequenceMax">The highest number, or cause, that may be copied.</param>
    /// <param name="bytesMax">About how many bytes; of small segments less.</param>
    /// <returns>Whether anything was copied.</returns>
    /// <exception cref="JournalException">Memory is damaged, or the disk refuses.</exception>
    internal bool Copy(ulong sequenceMax, long bytesMax)
    {
        if (!TryOpen())
        {
            return false;
        }

        ArchivePlace before = _copied;
        long end = CopiedBytes + bytesMax;
        try
        {
            while (CopiedBytes + (_found.Offset - _copied.Offset) < end
                && _found.Number - before.Number < SegmentsMax
                && TryTake(sequenceMax))
            {
                if (_found.Offset - _copied.Offset >= ChunkBytes)
                {
                    WriteFound();
                }
            }
        }
        catch (JournalException)
        {
            WriteFound(); // What is whole in front of damage.
            throw;
        }

        WriteFound();
        return _copied != before;
    }

    /// <summary>Waits until what was copied is on the disk, then copies a new mark of a clean end.</summary>
    /// <returns>Whether there was anything to do.</returns>
    /// <exception cref="JournalException">The disk refuses.</exception>
    internal bool Sync()
    {
        if (_file is null)
        {
            return false;
        }

        bool worked = _copied != _synced;
        if (worked)
        {
            SyncFile();
            _synced = _copied;
        }

        // Behind the records: a mark whose records are missing would make a whole archive look cut.
        if (TryReadMark(out CloseMark mark))
        {
            _file.Write(mark);
            SyncFile();
            _mark = mark;
            worked = true;
        }

        return worked;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _cursor?.Dispose();
        _view?.Dispose();
        _file?.Dispose();
        _cursor = null;
        _view = null;
        _file = null;
    }

    private bool TryOpen()
    {
        if (_cursor is not null)
        {
            return true;
        }

        SegmentView? view = SegmentView.TryOpen(_memory, _kind, _copied.Number);
        try
        {
            if (view is not { IsInUse: true })
            {
                return false;
            }

            SegmentHeaderCheck.Check(view, _kind, mayBeCut: false);
            RequireOwnArchive(view);
            _file = Begin(view);
            _cursor = new RecordCursor(_memory, _kind, JournalReadMode.Follow, _copied.Number, _copied.Number);
            (_view, view) = (view, null);
            return true;
        }
        finally
        {
            view?.Dispose();
        }
    }

    /// <summary>A file that the archive has already must be of this journal before it is written.</summary>
    private void RequireOwnArchive(SegmentView view)
    {
        using SegmentView? archived = SegmentView.TryOpen(_archive, _kind, view.Number);
        if (archived is { IsInUse: true } && archived.Header.JournalId != view.Header.JournalId)
        {
            throw ArchivingFaults.Foreign(_archive, view.File, view.Header.JournalId, archived.Header.JournalId);
        }
    }

    /// <summary>Makes a segment in the archive; its name and header are on the disk afterwards.</summary>
    private ArchiveFile Begin(SegmentView view)
    {
        ArchiveFile file = ArchiveFile.Open(
            _archive.SegmentFile(_kind, view.Number), view.Header.SegmentBytes, _disk);
        try
        {
            file.WriteHeader(view);
            file.Sync();
            int error = FileSystemCalls.SyncFolder(_archive.SegmentFolder(_kind));
            return error == 0
                ? file
                : throw FileFaults.FromErrorNumber(
                    _archive.SegmentFolder(_kind), error, "write the archive's folder to the disk");
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Takes one more published record, unless it may not be copied yet.</summary>
    private bool TryTake(ulong sequenceMax)
    {
        _isHeld = _isHeld || _cursor!.MoveNext();
        while (_view!.Number < _cursor!.View!.Number)
        {
            GoOn();
        }

        if (!_isHeld || _cursor.Header.Sequence > sequenceMax)
        {
            return false;
        }

        _isHeld = false;
        if (_cursor.Offset < _found.Offset)
        {
            return true; // In front of the place at which copying began.
        }

        if (_cursor.Offset > _found.Offset)
        {
            throw ArchivingFaults.Different(
                _view.File, _archive.SegmentFile(_kind, _view.Number), _found.Offset);
        }

        ref readonly RecordHeader header = ref _cursor.Header;
        long end = _cursor.Offset + RecordHeader.AlignedLength(header.Length);
        _found = new ArchivePlace(_view.Number, end, header.Sequence, header.Index);
        return true;
    }

    private void WriteFound()
    {
        while (_copied.Offset < _found.Offset)
        {
            int length = (int)Math.Min(ChunkBytes, _found.Offset - _copied.Offset);
            _file!.Write(new ReadOnlySpan<byte>(_view!.Base + _copied.Offset, length), _copied.Offset);
            _copied = _copied with { Offset = _copied.Offset + length };
            CopiedBytes += length;
        }

        _copied = _found;
    }

    /// <summary>Closes the segment as the writer has closed it, and goes on with the next.</summary>
    private void GoOn()
    {
        WriteFound();
        // As the writer makes it: the negative length up to the segment's end, and a checksum of zero.
        ulong padding = (uint)(int)(_copied.Offset - _view!.Header.SegmentBytes);
        if (Volatile.Read(ref *(ulong*)(_view.Base + _copied.Offset)) != padding)
        {
            throw ArchivingFaults.Different(
                _view.File, _archive.SegmentFile(_kind, _view.Number), _copied.Offset);
        }

        long number = _view.Number + 1;
        SegmentView next = SegmentView.TryOpen(_memory, _kind, number)
            ?? throw SegmentSurvey.Missing(_memory.SegmentFile(_kind, number), _copied.LastSequence);
        ArchiveFile? file = null;
        try
        {
            // Name and header of the next segment first, since padding says that there is one.
            file = Begin(next);
            _file!.Write(new ReadOnlySpan<byte>(&padding, sizeof(ulong)), _copied.Offset);
            // One that an earlier writer left: eviction compares the files byte for byte.
            _file.Write(_view.CloseMark);
            SyncFile();
        }
        catch
        {
            file?.Dispose();
            next.Dispose();
            throw;
        }

        _view.Dispose();
        _file.Dispose();
        (_view, _file, _mark) = (next, file, default);
        _found = _copied = _synced =
            new ArchivePlace(number, SegmentHeader.HeaderBytes, _copied.LastSequence, _copied.LastIndex);
    }

    private void SyncFile()
    {
        try
        {
            _file!.Sync();
        }
        catch (JournalException)
        {
            // What was found stays as it is: the next copy writes all between the two again.
            _copied = _synced;
            _mark = default;
            throw;
        }
    }

    /// <summary>
    /// The mark of a clean end, if there is a whole one that is not in the archive yet and all in front of it is.
    /// </summary>
    private bool TryReadMark(out CloseMark mark)
    {
        mark = default;
        ref CloseMark place = ref Unsafe.AsRef<CloseMark>(_view!.Base + CloseMark.Offset);
        if (Volatile.Read(ref place.Marker) != CloseMark.MarkerValue)
        {
            return false;
        }

        // Its writer may be at work right now: only a copy that is whole counts.
        mark = place;
        return mark.Marker == CloseMark.MarkerValue
            && mark.Crc32C == mark.ComputeCrc32C()
            && mark.EndOffset <= _synced.Offset
            && (mark.EndOffset != _mark.EndOffset || _mark.Marker != mark.Marker || mark.Crc32C != _mark.Crc32C);
    }
}
