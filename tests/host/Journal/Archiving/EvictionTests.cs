using Strategies.Journal.Archiving;
using Strategies.Journal.Cutting;
using Strategies.Journal.Segments;
using Strategies.Journal.Tests.Support;
using Strategies.Records;

namespace Strategies.Journal.Tests.Archiving;

/// <summary>Segments that are on the disk become links; the journal in memory stays whole to everybody.</summary>
public sealed class EvictionTests
{
    private const int Keep = 2;

    [Fact]
    public async Task A_reader_that_follows_sees_every_record_while_segments_become_links()
    {
        using ArchivedJournal journal = new();
        journal.Prepare();
        using JournalWriter writer = journal.OpenWriter();
        using JournalArchiver archiver = journal.OpenArchiver();
        const int Appends = 3_000;
        CancellationToken stop = TestContext.Current.CancellationToken;
        Task<ulong> slow = Task.Run(() => Follow(journal, Appends, 200), stop);
        Task<ulong> fast = Task.Run(() => Follow(journal, Appends, int.MaxValue), stop);
        Task<int> opening = Task.Run(() => OpenAgainAndAgain(journal, Appends), stop);
        for (int appended = 0; appended < Appends; appended += 10)
        {
            journal.Append(writer, 10);
            ArchivedJournal.Drain(archiver);
        }

        Assert.Equal((ulong)Appends, await slow);
        Assert.Equal((ulong)Appends, await fast);
        Assert.True(await opening >= Appends / 30);
        Assert.True(archiver.Evicted > 100, $"only {archiver.Evicted} segments were replaced");
    }

    [Fact]
    public void Only_full_segments_that_are_durable_and_beyond_the_newest_become_links()
    {
        using ArchivedJournal journal = new();
        journal.Prepare();
        using JournalWriter writer = journal.OpenWriter();
        using JournalArchiver archiver = journal.OpenArchiver(Keep);
        journal.Append(writer, 200);
        while (archiver.Copy())
        {
        }

        Assert.False(archiver.Evict()); // Copied, but not durable.
        ArchivedJournal.Drain(archiver);
        long last = SegmentSurvey.LastInUse(journal.MemoryLayout, SegmentKind.Input);
        Assert.True(last > Keep + 2);
        for (long number = 1; number <= last; number++)
        {
            Assert.Equal(number < last - Keep, journal.IsLink(SegmentKind.Input, number));
        }

        Assert.True(journal.IsLink(SegmentKind.Output, 1));
        Assert.Empty(Directory.GetFiles(journal.Memory, "*.link", SearchOption.AllDirectories));
        journal.AssertPrefix(journal.Archive.Folder);
    }

    [Fact]
    public void A_writer_recovers_through_links_and_goes_on_in_memory()
    {
        using ArchivedJournal journal = new();
        journal.Write(200);
        ArchivePowerCutTests.Archive(journal);
        byte[] archived = File.ReadAllBytes(journal.Archive.InputFile(1));
        using (JournalWriter writer = journal.OpenWriter(epoch: 2))
        {
            Assert.Equal(200UL, writer.LastSequence);
            Assert.True(writer.Recovery.WasClosedCleanly);
            journal.Append(writer, 100);
        }

        journal.AssertAll(journal.Memory);
        Assert.Equal(200, journal.AssertPrefix(journal.Archive.Folder));
        Assert.Equal(archived, File.ReadAllBytes(journal.Archive.InputFile(1)));
        using JournalReader place = JournalReader.OpenInputs(journal.Memory, 17);
        Assert.True(place.MoveNext());
        Assert.Equal(17UL, place.Header.Sequence);
    }

    [Fact]
    public void A_segment_whose_copy_differs_stays_in_memory()
    {
        using ArchivedJournal journal = new();
        journal.Write(200);
        using JournalArchiver archiver = journal.OpenArchiver();
        while (archiver.Copy() | archiver.Sync())
        {
        }

        TestJournal.Edit(journal.Archive.InputFile(1), bytes => bytes[5000] ^= 1);
        JournalException failure = Assert.Throws<JournalException>(() => archiver.Evict());
        Assert.Equal((JournalFault.MemoryIncomplete, 5000L), (failure.Fault, failure.Offset));
        Assert.False(journal.IsLink(SegmentKind.Input, 1));
        journal.AssertAll(journal.Memory);
    }

    [Fact]
    public void A_cut_of_the_part_in_memory_is_refused_and_names_the_archive()
    {
        using ArchivedJournal journal = new();
        journal.Write(200);
        ArchivePowerCutTests.Archive(journal);
        JournalException failure = Assert.Throws<JournalException>(() => JournalCut.Prepare(journal.Memory, 20));
        Assert.Equal(JournalFault.LinkedSegment, failure.Fault);
        Assert.Contains($"strat journal cut {journal.Archive.Folder} --after N", failure.Hint);
        journal.AssertAll(journal.Memory);
    }

    [Fact]
    public void The_way_that_a_refused_cut_names_leads_to_a_shorter_journal()
    {
        using ArchivedJournal journal = new();
        journal.Write(200);
        ArchivePowerCutTests.Archive(journal);
        using (JournalCut cut = JournalCut.Prepare(journal.Archive.Folder, 20))
        {
            cut.Execute();
        }

        Directory.Delete(journal.Memory, recursive: true);
        Assert.True(journal.Prepare().IsRebuilt);
        Assert.Equal(20, journal.AssertPrefix(journal.Memory));
        using JournalWriter writer = journal.OpenWriter();
        Assert.Equal(20UL, writer.LastSequence);
    }

    [Fact]
    public void A_recovery_that_would_change_a_linked_segment_is_refused_and_the_archive_stays_as_it_is()
    {
        using ArchivedJournal journal = new();
        journal.Write(200);
        ArchivePowerCutTests.Archive(journal);
        byte[] archived = File.ReadAllBytes(journal.Archive.InputFile(1));
        foreach (long number in journal.MemoryLayout.SegmentNumbers(SegmentKind.Input).Where(number => number > 1))
        {
            File.Delete(journal.MemoryLayout.SegmentFile(SegmentKind.Input, number));
        }

        File.Delete(journal.MemoryLayout.DurableFile);
        JournalException failure = Assert.Throws<JournalException>(() => JournalWriter.Open(
            journal.Memory, TestJournal.Options() with { CutDamagedLastRecord = true }));
        Assert.NotEmpty(failure.Hint);
        failure = Assert.Throws<JournalException>(() => SegmentLink.RequireNone(
            journal.MemoryLayout.SegmentFile(SegmentKind.Input, 1)));
        Assert.Equal(JournalFault.LinkedSegment, failure.Fault);
        StreamEnd end = new(1, 4096, default, [], 0, 0);
        failure = Assert.Throws<JournalException>(
            () => new SegmentCut(journal.MemoryLayout, SegmentKind.Input).CutBehind(end));
        Assert.Equal(JournalFault.LinkedSegment, failure.Fault);
        failure = Assert.Throws<JournalException>(
            () => new SegmentAllocator(journal.MemoryLayout, SegmentKind.Input, []).MapExisting(1, 8192));
        Assert.Equal(JournalFault.LinkedSegment, failure.Fault);
        Assert.Equal(archived, File.ReadAllBytes(journal.Archive.InputFile(1)));
    }

    private static ulong Follow(ArchivedJournal journal, ulong appends, int pauseEvery)
    {
        using JournalReader reader = JournalReader.OpenInputs(journal.Memory, JournalReadMode.Follow);
        ulong last = 0;
        while (last < appends)
        {
            if (!reader.MoveNext())
            {
                Thread.Yield();
                continue;
            }

            Assert.Equal(++last, reader.Header.Sequence);
            Assert.Equal(RecordHeader.Size + TestRecords.PayloadLength(last), reader.Record.Length);
            if (last % (ulong)pauseEvery == 0)
            {
                Thread.Sleep(1);
            }
        }

        return last;
    }

    /// <summary>Lists the folder while files in it are being replaced; none may seem to be missing.</summary>
    private static int OpenAgainAndAgain(ArchivedJournal journal, ulong appends)
    {
        int count = 0;
        for (ulong last = 0; last < appends; count++)
        {
            using JournalReader reader = JournalReader.OpenInputs(journal.Memory, last, JournalReadMode.Follow);
            for (int read = 0; read < 30 && reader.MoveNext(); read++)
            {
                last = reader.Header.Sequence;
            }
        }

        return count;
    }
}
