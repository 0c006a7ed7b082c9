using Strategies.Journal.Archiving;
using Strategies.Journal.Segments;
using Strategies.Journal.Tests.Support;

namespace Strategies.Journal.Tests.Archiving;

/// <summary>What a disk refuses: each is named, nothing in memory is given up, and archiving catches up.</summary>
public sealed class ArchiverFaultTests
{
    [Fact]
    public void A_full_disk_is_named_and_everything_is_copied_when_there_is_room_again()
    {
        using SmallDisk disk = new("256k");
        using ArchivedJournal journal = new(disk.Journal) { SegmentBytes = 32768 };
        journal.Prepare();
        using (JournalWriter writer = journal.OpenWriter())
        {
            using JournalArchiver archiver = journal.OpenArchiver();
            journal.Append(writer, 2_000);
            JournalException failure = Assert.Throws<JournalException>(() => ArchivedJournal.Drain(archiver));
            Assert.Equal((JournalFault.DiskFull, 28), (failure.Fault, failure.ErrorNumber));
            archiver.Sync();
            ulong durable = archiver.DurableSequence;
            Assert.InRange(durable, 100UL, 1_900UL);
            Assert.Equal(durable, journal.Mark.InputSequence);
            journal.AssertDurable();
            Assert.Throws<JournalException>(() => ArchivedJournal.Drain(archiver));
            Assert.Equal(durable, archiver.DurableSequence);
            long last = SegmentSurvey.LastInUse(journal.MemoryLayout, SegmentKind.Input);
            Assert.False(journal.IsLink(SegmentKind.Input, last - 2));
            journal.AssertAll(journal.Memory);
            disk.Remount("size=4m");
            ArchivedJournal.Drain(archiver);
            Assert.Equal(2_000UL, archiver.DurableSequence);
        }

        ArchivePowerCutTests.Archive(journal);
        journal.AssertSameFiles();
        journal.AssertAll(journal.Archive.Folder);
    }

    [Fact]
    public void A_disk_that_becomes_read_only_is_named_and_archiving_goes_on_afterwards()
    {
        using SmallDisk disk = new("4m");
        using ArchivedJournal journal = new(disk.Journal);
        journal.Write(50);
        ArchivePowerCutTests.Archive(journal);
        using (JournalWriter writer = journal.OpenWriter())
        {
            journal.Append(writer, 100);
        }

        disk.Remount("ro");
        JournalException failure = Assert.Throws<JournalException>(() => ArchivePowerCutTests.Archive(journal));
        Assert.Equal(30, failure.ErrorNumber);
        Assert.Contains("mounted read-only", failure.Message);
        journal.AssertAll(journal.Memory);
        disk.Remount("rw");
        ArchivePowerCutTests.Archive(journal);
        journal.AssertSameFiles();
    }

    [Fact]
    public void A_limit_on_the_size_of_files_is_named_and_archiving_goes_on_without_it()
    {
        TestProcess.RequireEnvironment(TestProcess.Run("prlimit", "--version") is not null, "needs prlimit");
        using ArchivedJournal journal = new() { SegmentBytes = 1 << 20 };
        journal.Write(50);
        string[] limited =
            ["sh", "-c", "trap '' XFSZ; exec \"$@\"", "sh", "env", "DOTNET_EnableWriteXorExecute=0", "prlimit"];
        RunChild(journal, [.. limited, "--fsize=65536"])
            .RequireRefused(journal.Archive.Layout.InputFolder, "files may not grow", "ulimit -f");
        Assert.Equal(0, RunChild(journal, []).ExitCode);
        journal.AssertSameFiles();
    }

    [Fact]
    public void A_user_without_rights_is_refused_by_name_and_memory_stays_as_it_is()
    {
        string[] asNobody = TestProcess.AsNobody();
        using ArchivedJournal journal = new();
        journal.Write(100);
        Assert.Equal(0, TestProcess.Run("chmod", "755", journal.Archive.Folder)?.ExitCode);
        RunChild(journal, asNobody).RequireRefused(journal.Archive.Layout.LockFile, "access is denied", "nobody");
        Assert.Equal(0, TestProcess.Run("chmod", "666", journal.Archive.Layout.LockFile)?.ExitCode);
        RunChild(journal, asNobody).RequireRefused(journal.Archive.Folder, "access is denied");
        journal.AssertAll(journal.Memory);
        Assert.Equal(0, RunChild(journal, []).ExitCode);
        journal.AssertSameFiles();
    }

    [Fact]
    public void What_a_refused_sync_may_have_dropped_is_copied_again_before_it_counts()
    {
        using ArchivedJournal journal = new();
        FaultyDisk disk = new(new Random(1));
        journal.Prepare();
        using JournalWriter writer = journal.OpenWriter();
        using JournalArchiver archiver = journal.OpenArchiver(disk: disk);
        journal.Append(writer, 5);
        ArchivedJournal.Drain(archiver);
        journal.Append(writer, 5);
        Assert.True(archiver.Copy());
        Assert.Equal(10UL, archiver.CopiedSequence);
        disk.FaultPercent = 100;
        Assert.Equal(5, Assert.Throws<JournalException>(() => archiver.Sync()).ErrorNumber);
        disk.FaultPercent = 0;
        Assert.Equal(5UL, archiver.CopiedSequence);
        archiver.Sync(); // The disk reports success now, though the pages are gone.
        Assert.Equal(5UL, archiver.DurableSequence);
        ArchivedJournal.Drain(archiver);
        Assert.Equal(10UL, archiver.DurableSequence);
        journal.AssertDurable();
    }

    [Fact]
    public void A_damaged_record_in_memory_is_not_copied()
    {
        using ArchivedJournal journal = new();
        journal.Write(10);
        using JournalArchiver archiver = journal.OpenArchiver();
        TestJournal.Edit(journal.MemoryLayout.SegmentFile(SegmentKind.Input, 1), bytes => bytes[4096 + 300] ^= 1);
        JournalException failure = Assert.Throws<JournalException>(() => archiver.Copy());
        Assert.Equal(JournalFault.Checksum, failure.Fault);
        archiver.Sync();
        Assert.InRange(archiver.DurableSequence, 1UL, 9UL);
        journal.AssertDurable();
    }

    [Fact]
    public void A_number_of_segments_to_keep_that_cannot_be_is_refused()
    {
        using ArchivedJournal journal = new();
        journal.Prepare();
        Assert.Equal(
            JournalFault.InvalidOption, Assert.Throws<JournalException>(() => journal.OpenArchiver(0)).Fault);
    }

    private static TestProcess RunChild(ArchivedJournal journal, string[] through)
    {
        string[] words = [.. through, .. ArchiverChild.Words(journal, rounds: 20)];
        return Assert.IsType<TestProcess>(TestProcess.Run(words[0], words[1..]));
    }
}
