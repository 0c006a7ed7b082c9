using Strategies.Journal.Durability;
using Strategies.Journal.Segments;

namespace Strategies.Journal.Archiving;

/// <summary>
/// The part of a journal that lies in memory: a whole journal to everybody who reads or writes it. The segments that
/// were written last are there; older ones are links to the archive on disk, as are the folders of packages and
/// snapshots.
/// </summary>
/// <remarks>
/// After a loss of power it is gone, or, where "memory" is on a disk, not to be trusted, and is built from the archive.
/// It becomes visible by one rename, so what is there is whole. Only the archiver changes the archive, but while there
/// is nothing in memory for it to copy.
/// </remarks>
public static class JournalMemory
{
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LockPoll = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// Whether the journal in memory is there and of this start of the machine, so that it can be archived.
    /// </summary>
    /// <param name="memoryFolder">The journal in memory.</param>
    /// <exception cref="JournalException">It cannot be looked at.</exception>
    public static bool IsReady(string memoryFolder)
    {
        JournalLayout memory = new(memoryFolder);
        return SegmentLink.TargetOf(memory.SnapshotFolder) is not null
            && Directory.Exists(memory.InputFolder)
            && IsOfThisBoot(memory);
    }

    /// <summary>
    /// Makes the journal in memory ready to be opened for writing. For the core, before every
    /// <see cref="JournalWriter.Open"/>.
    /// </summary>
    /// <param name="memoryFolder">
    /// The journal in memory. What is there of this start of the machine is used as it is.
    /// </param>
    /// <param name="archiveFolder">The archive on disk, which may be new.</param>
    /// <param name="options">
    /// How the journal is going to be opened. Of the archive what lies behind its durable mark may be damaged and then
    /// moves aside; <see cref="JournalOptions.VerifyFrom"/> says how much of the rest is read.
    /// </param>
    /// <exception cref="JournalException">
    /// The archive is damaged in front of its durable mark or in use, or memory lacks what the archive has.
    /// </exception>
    public static MemoryReport Prepare(string memoryFolder, string archiveFolder, JournalOptions options)
    {
        options.Validate();
        JournalLayout memory = new(memoryFolder);
        JournalLayout archive = new(archiveFolder);
        archive.CreateFolders();
        if (IsThere(memory))
        {
            return Use(memory, archive);
        }

        using JournalLock ownership = LockArchive(archive, memory);
        // Once more under the lock: another process may have built it in the meantime.
        return IsThere(memory) ? Use(memory, archive) : Build(memory, archive, options);
    }

    private static bool IsThere(JournalLayout memory) =>
        FileFaults.Guard(memory.Folder, () =>
            Directory.Exists(memory.Folder) && Directory.EnumerateFileSystemEntries(memory.Folder).Any())
        && IsOfThisBoot(memory);

    /// <summary>
    /// A file system in memory does not outlive the boot, so a folder without a mark is of this one: nothing was
    /// appended to it yet.
    /// </summary>
    private static bool IsOfThisBoot(JournalLayout memory) =>
        DurableMarkFile.Read(memory) is not { } mark || mark.BootId == BootRun.Id;

    private static MemoryReport Use(JournalLayout memory, JournalLayout archive)
    {
        MemoryFolder.LinkToArchive(memory, archive);
        return new MemoryReport { IsRebuilt = false, Linked = MemoryCheck.Require(memory, archive) };
    }

    private static MemoryReport Build(JournalLayout memory, JournalLayout archive, JournalOptions options)
    {
        // The archive first: what is left in memory is moved away only when something can take its place.
        ArchiveRecovery recovery = ArchiveRecovery.Run(archive, options);
        string? stale = MemoryFolder.MoveStaleAway(memory);
        long linked = MemoryFolder.Build(memory, archive, recovery);
        return new MemoryReport { IsRebuilt = true, Archive = recovery.Report, StaleFolder = stale, Linked = linked };
    }

    /// <summary>An archiver that runs gives the lock back when it sees that there is nothing in memory.</summary>
    private static JournalLock LockArchive(JournalLayout archive, JournalLayout memory)
    {
        long giveUp = Environment.TickCount64 + (long)LockPatience.TotalMilliseconds;
        while (true)
        {
            try
            {
                return JournalLock.Acquire(archive.LockFile, isShared: true);
            }
            catch (JournalException exception)
                when (exception.Fault == JournalFault.Locked && Environment.TickCount64 < giveUp && !IsThere(memory))
            {
                Thread.Sleep(LockPoll);
            }
        }
    }
}
