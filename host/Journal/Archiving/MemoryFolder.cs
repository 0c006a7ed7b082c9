using Strategies.Journal.Durability;
using Strategies.Journal.Segments;

namespace Strategies.Journal.Archiving;

/// <summary>Builds the folder of a journal in memory.</summary>
internal static class MemoryFolder
{
    private const string UnfinishedMark = ".new";
    private const string StaleMark = ".stale";

    /// <summary>
    /// Makes the folder from a recovered archive: links to the segments that are full, a copy of the last one of each
    /// kind, in which writing goes on.
    /// </summary>
    /// <returns>How many segments are links.</returns>
    /// <exception cref="JournalException">A file cannot be made or copied; then there is no folder.</exception>
    internal static long Build(JournalLayout memory, JournalLayout archive, ArchiveRecovery recovery)
    {
        JournalLayout unfinished = new(memory.Folder + UnfinishedMark);
        Remove(unfinished.Folder);
        FileFaults.Guard(unfinished.Folder, () =>
        {
            Directory.CreateDirectory(unfinished.InputFolder);
            Directory.CreateDirectory(unfinished.OutputFolder);
        });
        LinkToArchive(unfinished, archive);
        long linked = Fill(unfinished, archive, SegmentKind.Input, recovery.Inputs.Number)
            + Fill(unfinished, archive, SegmentKind.Output, recovery.Outputs.Number);
        if (recovery.Inputs.Number > 0)
        {
            // It names this boot, by which the folder is known later. What was copied is on the archive's disk.
            using DurableMarkFile mark = DurableMarkFile.Open(unfinished, recovery.Inputs.Header.JournalId);
            mark.Write(
                recovery.Inputs.LastSequence, recovery.Outputs.LastSequence, recovery.Outputs.LastIndex);
        }

        // The last step: a folder of this name is a whole one, and a kill before leaves one that nobody reads.
        Move(unfinished.Folder, memory.Folder);
        return linked;
    }

    /// <summary>Makes <c>store</c> and <c>snapshot</c> links to those of the archive.</summary>
    /// <exception cref="JournalException">A link cannot be made, or something else is in its place.</exception>
    internal static void LinkToArchive(JournalLayout memory, JournalLayout archive)
    {
        Link(memory.StoreFolder, archive.StoreFolder);
        Link(memory.SnapshotFolder, archive.SnapshotFolder);
    }

    /// <summary>
    /// Moves what an earlier start of the machine has left out of the way; an older such folder is removed.
    /// </summary>
    /// <returns>Where it went; null when there was nothing.</returns>
    internal static string? MoveStaleAway(JournalLayout memory)
    {
        if (!Directory.Exists(memory.Folder))
        {
            return null;
        }

        if (!Directory.EnumerateFileSystemEntries(memory.Folder).Any())
        {
            Remove(memory.Folder);
            return null;
        }

        string stale = memory.Folder + StaleMark;
        Remove(stale);
        Move(memory.Folder, stale);
        return stale;
    }

    private static long Fill(JournalLayout memory, JournalLayout archive, SegmentKind kind, long last)
    {
        FileFaults.Guard(memory.SegmentFolder(kind), () =>
        {
            for (long number = 1; number < last; number++)
            {
                File.CreateSymbolicLink(memory.SegmentFile(kind, number), archive.SegmentFile(kind, number));
            }

            if (last > 0)
            {
                Copy(archive.SegmentFile(kind, last), memory.SegmentFile(kind, last));
            }
        });
        return Math.Max(0, last - 1);
    }

    /// <summary>A copy takes rights over: in memory nobody but the writer writes.</summary>
    private static void Copy(string from, string to)
    {
        File.Copy(from, to);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(to, File.GetUnixFileMode(to) & ~(UnixFileMode.GroupWrite | UnixFileMode.OtherWrite));
        }
    }

    private static void Link(string link, string target)
    {
        if (SegmentLink.TargetOf(link) == target)
        {
            return;
        }

        FileFaults.Guard(link, () =>
        {
            if (SegmentLink.TargetOf(link) is null && Directory.Exists(link))
            {
                Directory.Delete(link); // Made by a writer that knew of no archive; refused when something is in it.
            }
            else
            {
                File.Delete(link);
            }

            Directory.CreateSymbolicLink(link, target);
        });
    }

    private static void Move(string from, string to)
    {
        int error = FileSystemCalls.Rename(from, to);
        if (error != 0)
        {
            throw FileFaults.FromErrorNumber(to, error, "put the journal's folder in its place");
        }
    }

    private static void Remove(string folder) => FileFaults.Guard(folder, () =>
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    });
}
