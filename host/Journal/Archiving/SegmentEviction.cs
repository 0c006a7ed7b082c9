using Strategies.Journal.Segments;

namespace Strategies.Journal.Archiving;

/// <summary>
/// Frees memory: puts a link to the archive's file in the place of a full segment that is on the disk. Who has the file
/// open keeps it; who opens it later reads the archive's.
/// </summary>
internal sealed class SegmentEviction
{
    private const string TemporaryMark = ".link";

    private readonly JournalLayout _memory;
    private readonly JournalLayout _archive;
    private readonly SegmentKind _kind;
    private long _next = 1;

    /// <summary>Counts the links that are there.</summary>
    /// <exception cref="JournalException">The folder cannot be read.</exception>
    internal SegmentEviction(JournalLayout memory, JournalLayout archive, SegmentKind kind)
    {
        _memory = memory;
        _archive = archive;
        _kind = kind;
        while (SegmentLink.TargetOf(memory.SegmentFile(kind, _next)) is not null)
        {
            _next++;
        }
    }

    /// <summary>Segments that are links.</summary>
    internal long Count => _next - 1;

    /// <summary>Replaces one segment, the lowest that is no link yet.</summary>
    /// <param name="last">The highest segment that may be replaced.</param>
    /// <returns>Whether one was replaced.</returns>
    /// <exception cref="JournalException">
    /// The archive's file differs, or the link cannot be made; the segment stays.
    /// </exception>
    internal bool EvictOne(long last)
    {
        if (_next > last)
        {
            return false;
        }

        // The copy in memory goes away now: the last chance to find that the archive's differs.
        SegmentComparison.RequireSame(_memory, _archive, _kind, _next);
        Replace(_memory.SegmentFile(_kind, _next), _archive.SegmentFile(_kind, _next));
        _next++;
        return true;
    }

    /// <summary>Puts a link in the place of whatever has a name; at no moment is there nothing.</summary>
    internal static void Replace(string file, string target)
    {
        string temporary = file + TemporaryMark;
        FileFaults.Guard(file, () =>
        {
            // Left by an archiver that was killed in front of the rename.
            File.Delete(temporary);
            File.CreateSymbolicLink(temporary, target);
        });
        int error = FileSystemCalls.Rename(temporary, file);
        if (error != 0)
        {
            throw FileFaults.FromErrorNumber(file, error, "put a link in the segment's place");
        }
    }
}
