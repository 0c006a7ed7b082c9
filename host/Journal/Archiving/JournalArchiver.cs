using Strategies.Journal.Durability;
using Strategies.Journal.Segments;

namespace Strategies.Journal.Archiving;

/// <summary>
/// Brings a journal that is written in memory to the disk: the same records at the same places in segments of the same
/// names, then the durable mark that says how far they are there. One archiver an archive; it holds the archive's lock.
/// </summary>
/// <remarks>
/// A round is <see cref="Copy"/>, <see cref="Sync"/>, <see cref="Evict"/>. Any of them may fail and be made again:
/// nothing of the journal in memory is given up before it is on the disk. One thread at a time. A kill at any moment,
/// or a loss of power, leaves an archive that is whole up to its durable mark; an archiver that is opened goes on from
/// there.
/// </remarks>
public sealed class JournalArchiver : IDisposable
{
    private const long RoundBytesMax = 32L << 20;

    private readonly JournalLayout _memory;
    private readonly JournalLayout _archive;
    private readonly JournalLock _lock;
    private readonly StreamArchiver _inputs;
    private readonly StreamArchiver _outputs;
    private readonly SegmentEviction _inputEviction;
    private readonly SegmentEviction _outputEviction;
    private readonly int _keepSegments;
    private DurableMarkFile? _markFile;
    private (ArchivePlace Input, ArchivePlace Output) _marked;

    private JournalArchiver(
        JournalLayout memory, JournalLayout archive, int keepSegments, ArchiveDisk disk, JournalLock ownership)
    {
        _memory = memory;
        _archive = archive;
        _keepSegments = keepSegments;
        _lock = ownership;
        _inputEviction = new SegmentEviction(memory, archive, SegmentKind.Input);
        _outputEviction = new SegmentEviction(memory, archive, SegmentKind.Output);
        DurableMark? mark = DurableMarkFile.Read(archive);
        if (mark is null && Evicted > 0)
        {
            throw ArchivingFaults.MarkMissing(memory, archive);
        }

        _marked = ArchiveStart.Find(memory, archive, mark);
        _inputs = new StreamArchiver(memory, archive, SegmentKind.Input, disk, _marked.Input);
        _outputs = new StreamArchiver(memory, archive, SegmentKind.Output, disk, _marked.Output);
        DurableSequence = mark?.InputSequence ?? 0;
    }

    /// <summary>Number of the last input that survives a loss of power; 0 when there is none.</summary>
    public ulong DurableSequence { get; private set; }

    /// <summary>
    /// Number of the last input that was copied, on the disk or not; it goes back when the disk refuses.
    /// </summary>
    public ulong CopiedSequence => _inputs.Copied.LastSequence;

    /// <summary>Bytes of records copied since this was opened; what the disk refused counts again.</summary>
    public long CopiedBytes => _inputs.CopiedBytes + _outputs.CopiedBytes;

    /// <summary>Segments in memory that are links to the archive, of both kinds.</summary>
    public long Evicted => _inputEviction.Count + _outputEviction.Count;

    /// <summary>
    /// Whether the journal in memory is still there. When not, this must be disposed, so that it can be built anew.
    /// </summary>
    public bool IsMemoryThere => Directory.Exists(_memory.InputFolder);

    /// <summary>Takes the archive's lock and finds where copying goes on.</summary>
    /// <param name="memoryFolder">The journal in memory: see <see cref="JournalMemory"/>.</param>
    /// <param name="archiveFolder">The archive; made when it is not there.</param>
    /// <param name="keepSegments">Full segments of each kind that stay in memory, from 1.</param>
    /// <exception cref="JournalException">
    /// The archive is in use, not whole up to its durable mark, of another journal, or has what memory has not.
    /// </exception>
    public static JournalArchiver Open(string memoryFolder, string archiveFolder, int keepSegments) =>
        Open(memoryFolder, archiveFolder, keepSegments, ArchiveDisk.Real);

    /// <inheritdoc cref="Open(string, string, int)"/>
    internal static JournalArchiver Open(
        string memoryFolder, string archiveFolder, int keepSegments, ArchiveDisk disk)
    {
        if (keepSegments < 1)
        {
            throw new JournalException(
                JournalFault.InvalidOption,
                $"{keepSegments} segments cannot be kept",
                "keep one of each kind at least");
        }

        JournalLayout memory = new(memoryFolder);
        JournalLayout archive = new(archiveFolder);
        memory.RequireJournal();
        archive.CreateFolders();
        JournalLock ownership = JournalLock.Acquire(archive.LockFile, isShared: true);
        try
        {
            return new JournalArchiver(memory, archive, keepSegments, disk, ownership);
        }
        catch
        {
            ownership.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Copies what was published since the last call; of a large backlog a part, so that it is on the disk soon.
    /// </summary>
    /// <returns>Whether anything was copied: there may be more.</returns>
    /// <exception cref="JournalException">
    /// The disk refuses, or a record in memory is damaged. What was copied may be synced all the same.
    /// </exception>
    public bool Copy()
    {
        if (_markFile is null && !TryOpenMark())
        {
            return false;
        }

        // An output is copied only behind its input: so the mark never names one whose input is not there.
        bool copied = _inputs.Copy(ulong.MaxValue, RoundBytesMax);
        return _outputs.Copy(_inputs.Copied.LastSequence, RoundBytesMax) || copied;
    }

    /// <summary>Waits until what was copied is on the disk, and writes down how far that is.</summary>
    /// <returns>Whether there was anything to do.</returns>
    /// <exception cref="JournalException">The disk refuses; what it may have dropped is copied again.</exception>
    public bool Sync()
    {
        bool worked = _inputs.Sync();
        worked = _outputs.Sync() || worked;
        (ArchivePlace Input, ArchivePlace Output) reached = (_inputs.Synced, _outputs.Synced);
        if (reached == _marked || _markFile is null)
        {
            return worked;
        }

        // Behind both: the mark must never promise what a loss of power can still take.
        _markFile.Write(reached.Input.LastSequence, reached.Output.LastSequence, reached.Output.LastIndex);
        _marked = reached;
        DurableSequence = reached.Input.LastSequence;
        return true;
    }

    /// <summary>
    /// Replaces full segments in memory that are on the disk, beyond the newest that stay, by links to the archive; of
    /// each kind one a call.
    /// </summary>
    /// <returns>Whether one was replaced: there may be more.</returns>
    /// <exception cref="JournalException">
    /// The archive's copy differs, or a link cannot be made; the segment stays.
    /// </exception>
    public bool Evict()
    {
        // The segment of the mark itself is still being written: full ones end in front of it.
        bool worked = _inputEviction.EvictOne(_marked.Input.Number - 1 - _keepSegments);
        return _outputEviction.EvictOne(_marked.Output.Number - 1 - _keepSegments) || worked;
    }

    /// <summary>Gives the archive's lock back. What was not synced is copied again by the next archiver.</summary>
    public void Dispose()
    {
        _inputs.Dispose();
        _outputs.Dispose();
        _markFile?.Dispose();
        _lock.Dispose();
    }

    /// <summary>
    /// Opens the durable mark as soon as the journal has a name. A new archive gets one that promises nothing before
    /// anything else is written, so that what a loss of power then leaves is known to be behind it.
    /// </summary>
    private bool TryOpenMark()
    {
        using SegmentView? first = SegmentView.TryOpen(_memory, SegmentKind.Input, 1);
        if (first is not { IsInUse: true })
        {
            return false;
        }

        SegmentHeaderCheck.Check(first, SegmentKind.Input, mayBeCut: false);
        Guid journalId = first.Header.JournalId;
        DurableMark? mark = DurableMarkFile.Read(_archive);
        if (mark is { InputSequence: > 0 } known && known.JournalId != journalId)
        {
            throw ArchivingFaults.Foreign(_archive, first.File, journalId, known.JournalId);
        }

        DurableMarkFile file = DurableMarkFile.Open(_archive, journalId, isShared: true);
        try
        {
            SyncName();
            if (mark is not { InputSequence: > 0 })
            {
                file.Write(0, 0, 0);
            }
        }
        catch
        {
            file.Dispose();
            throw;
        }

        _markFile = file;
        return true;
    }

    /// <summary>A new archive's own name is on the disk before anything in it counts.</summary>
    private void SyncName()
    {
        string parent = Path.GetDirectoryName(_archive.Folder) ?? _archive.Folder;
        int error = FileSystemCalls.SyncFolder(parent);
        if (error != 0)
        {
            throw FileFaults.FromErrorNumber(parent, error, "write the archive's folder to the disk");
        }
    }
}
