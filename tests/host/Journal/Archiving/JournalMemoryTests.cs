using Strategies.Journal.Archiving;
using Strategies.Journal.Segments;
using Strategies.Journal.Store;
using Strategies.Journal.Tests.Support;
using Strategies.Records;

namespace Strategies.Journal.Tests.Archiving;

/// <summary>The folder in memory is used as it is, built anew, or refused.</summary>
public sealed class JournalMemoryTests
{
    [Fact]
    public void A_new_cell_gets_an_empty_folder_whose_store_and_snapshots_lie_on_the_disk()
    {
        using ArchivedJournal journal = new();
        Assert.False(JournalMemory.IsReady(journal.Memory));
        MemoryReport report = journal.Prepare();
        Assert.True(report.IsRebuilt);
        Assert.True(report.Archive?.IsNew);
        Assert.True(JournalMemory.IsReady(journal.Memory));
        Assert.Equal(journal.Archive.Layout.StoreFolder, new FileInfo(journal.MemoryLayout.StoreFolder).LinkTarget);
        Hash256 hash = new ContentStore(journal.MemoryLayout.StoreFolder).AddFile("content"u8);
        new ContentStore(journal.Archive.Layout.StoreFolder).Verify(hash);
        Assert.False(journal.Prepare().IsRebuilt);
        using JournalWriter writer = journal.OpenWriter();
        Assert.True(writer.Recovery.IsNew);
    }

    [Fact]
    public void A_folder_of_this_boot_is_used_as_it_is_after_a_kill_of_the_core()
    {
        using ArchivedJournal journal = new();
        journal.Write(100);
        ArchivePowerCutTests.Archive(journal);
        journal.Write(50); // Not archived: in memory only.
        string[] before = Directory.GetFiles(journal.Memory, "*.seg", SearchOption.AllDirectories);
        MemoryReport report = journal.Prepare();
        Assert.False(report.IsRebuilt);
        string[] links = [.. before.Where(file => new FileInfo(file).LinkTarget is not null)];
        Assert.NotEmpty(links);
        Assert.Equal(links.Length, report.Linked);
        Assert.Equal(before, Directory.GetFiles(journal.Memory, "*.seg", SearchOption.AllDirectories));
        journal.AssertAll(journal.Memory);
    }

    [Fact]
    public void A_folder_of_another_boot_is_moved_away_and_built_anew()
    {
        using ArchivedJournal journal = new();
        journal.Write(100);
        ArchivePowerCutTests.Archive(journal);
        using (JournalWriter writer = journal.OpenWriter())
        {
            journal.Append(writer, 40);
        }

        for (int boot = 0; boot < 2; boot++)
        {
            ArchivedJournal.AgeMark(journal.MemoryLayout);
            ArchivedJournal.AgeMark(journal.Archive.Layout);
            Assert.False(JournalMemory.IsReady(journal.Memory));
            MemoryReport report = journal.Prepare();
            Assert.True(report.IsRebuilt);
            Assert.True(Directory.Exists(Assert.IsType<string>(report.StaleFolder)));
            Assert.Equal(100, journal.AssertPrefix(journal.Memory));
        }
    }

    [Fact]
    public void A_folder_that_is_built_anew_has_links_and_a_copy_of_the_last_segments_only()
    {
        using ArchivedJournal journal = new();
        journal.Write(100);
        ArchivePowerCutTests.Archive(journal);
        Directory.Delete(journal.Memory, recursive: true);
        MemoryReport report = journal.Prepare();
        foreach (SegmentKind kind in (ReadOnlySpan<SegmentKind>)[SegmentKind.Input, SegmentKind.Output])
        {
            long last = SegmentSurvey.LastInUse(journal.MemoryLayout, kind);
            Assert.Equal(Enumerable.Range(1, (int)last).Select(number => number < last),
                Enumerable.Range(1, (int)last).Select(number => journal.IsLink(kind, number)));
        }

        journal.AssertAll(journal.Memory);
        byte[] archived = File.ReadAllBytes(journal.Archive.InputFile(report.Archive!.LastInputSequence > 0 ? 1 : 0));
        using (JournalWriter writer = journal.OpenWriter())
        {
            Assert.True(writer.Recovery.WasClosedCleanly);
            journal.Append(writer, 50);
        }

        Assert.Equal(100, journal.AssertPrefix(journal.Archive.Folder));
        Assert.Equal(archived, File.ReadAllBytes(journal.Archive.InputFile(1)));
        ArchivePowerCutTests.Archive(journal);
        journal.AssertSameFiles();
        journal.AssertAll(journal.Archive.Folder);
    }

    [Fact]
    public void An_unfinished_folder_of_a_killed_core_is_begun_anew()
    {
        using ArchivedJournal journal = new();
        journal.Write(100);
        ArchivePowerCutTests.Archive(journal);
        Directory.Delete(journal.Memory, recursive: true);
        Directory.CreateDirectory(journal.Memory);
        string unfinished = journal.Memory + ".new";
        Directory.CreateDirectory(unfinished);
        Directory.CreateSymbolicLink(Path.Combine(unfinished, "store"), journal.Archive.Layout.StoreFolder);
        File.WriteAllText(Path.Combine(journal.Archive.Layout.StoreFolder, "kept"), "");
        Assert.True(journal.Prepare().IsRebuilt);
        Assert.False(Directory.Exists(unfinished));
        Assert.True(File.Exists(Path.Combine(journal.MemoryLayout.StoreFolder, "kept")));
        journal.AssertAll(journal.Memory);
    }

    [Theory]
    [InlineData("input")]
    [InlineData("output")]
    [InlineData("first segment")]
    [InlineData("last segments")]
    [InlineData("all segments")]
    [InlineData("target of a link")]
    public void A_folder_of_which_a_part_was_removed_is_refused_with_a_way_out(string part)
    {
        using ArchivedJournal journal = new();
        journal.Write(200);
        ArchivePowerCutTests.Archive(journal);
        JournalLayout memory = journal.MemoryLayout;
        foreach (string file in part switch
        {
            "input" => [memory.InputFolder],
            "output" => [memory.OutputFolder],
            "first segment" => [memory.SegmentFile(SegmentKind.Input, 1)],
            "last segments" => Directory.GetFiles(memory.InputFolder).Order().TakeLast(2),
            "all segments" => Directory.GetFiles(memory.OutputFolder),
            _ => [journal.Archive.InputFile(1)],
        })
        {
            _ = Directory.Exists(file) ? Remove(file) : Delete(file);
        }

        JournalException failure = Assert.Throws<JournalException>(() => journal.Prepare());
        Assert.True(
            failure.Fault is JournalFault.MemoryIncomplete or JournalFault.MissingSegment, failure.Message);
        Assert.Contains(
            part == "target of a link" ? "restore it from a copy" : "remove " + journal.Memory, failure.Hint);
        if (part is not ("input" or "target of a link"))
        {
            Assert.Throws<JournalException>(() => journal.OpenArchiver());
        }

        if (part != "target of a link")
        {
            Directory.Delete(journal.Memory, recursive: true);
            Assert.True(journal.Prepare().IsRebuilt);
            journal.AssertAll(journal.Memory);
        }
    }

    [Fact]
    public void A_folder_of_another_journal_is_refused()
    {
        using ArchivedJournal journal = new();
        journal.Write(20);
        ArchivePowerCutTests.Archive(journal);
        Directory.Delete(journal.Memory, recursive: true);
        using ArchivedJournal other = new();
        other.Write(30);
        Directory.Move(other.Memory, journal.Memory);
        Assert.Equal(JournalFault.ForeignJournal, Assert.Throws<JournalException>(() => journal.Prepare()).Fault);
        Assert.Throws<JournalException>(() =>
        {
            using JournalArchiver archiver = journal.OpenArchiver();
            archiver.Copy();
        });
    }

    [Fact]
    public async Task A_running_archiver_gives_way_when_memory_is_gone()
    {
        using ArchivedJournal journal = new();
        journal.Write(100);
        ArchivePowerCutTests.Archive(journal);
        JournalArchiver archiver = journal.OpenArchiver();
        Assert.True(archiver.IsMemoryThere);
        Directory.Delete(journal.Memory, recursive: true);
        Assert.False(archiver.IsMemoryThere);
        Task<MemoryReport> preparing = Patience.UntilItWaits(journal.Prepare);
        Assert.False(preparing.IsCompleted);
        archiver.Dispose();
        Assert.True((await preparing).IsRebuilt);
        journal.AssertAll(journal.Memory);
    }

    private static bool Remove(string folder)
    {
        Directory.Delete(folder, recursive: true);
        return true;
    }

    private static bool Delete(string file)
    {
        File.Delete(file);
        return true;
    }
}
