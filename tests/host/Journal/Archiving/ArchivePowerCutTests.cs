using Strategies.Journal.Archiving;
using Strategies.Journal.Durability;
using Strategies.Journal.Segments;
using Strategies.Journal.Snapshots;
using Strategies.Journal.Tests.Support;
using Strategies.Records;

namespace Strategies.Journal.Tests.Archiving;

/// <summary>
/// Memory is gone after a loss of power; of the archive, what lies behind its durable mark may be anything.
/// </summary>
public sealed class ArchivePowerCutTests
{
    private const int Cases = 80;

    [Fact]
    public void Memory_is_built_with_everything_durable_and_writing_and_archiving_go_on()
    {
        int seed = TestSeed.Value;
        TestContext.Current.SendDiagnosticMessage($"seed {seed}");
        int damaged = 0;
        for (int round = 0; round < Cases; round++, seed++)
        {
            try
            {
                damaged += Play(new Random(seed)) ? 1 : 0;
            }
            catch (Exception exception)
            {
                Assert.Fail($"seed {seed}: {exception}");
            }
        }

        Assert.True(damaged > Cases / 8, $"only {damaged} of the cases had damage");
    }

    [Fact]
    public void The_archive_alone_opens_as_a_journal_with_everything_durable()
    {
        int seed = TestSeed.Value;
        TestContext.Current.SendDiagnosticMessage($"seed {seed}");
        for (int round = 0; round < Cases / 4; round++, seed++)
        {
            PowerCut power = new(new Random(seed));
            using ArchivedJournal journal = new();
            journal.Prepare();
            ulong durable = Run(journal, power, new Random(seed));
            using TestJournal cut = new();
            power.Play(cut.Folder);
            using (JournalWriter writer = JournalWriter.Open(
                cut.Folder, TestJournal.Options() with { DamageBeyondDurable = DamagePolicy.MoveAside }))
            {
                Assert.True(
                    writer.LastSequence >= durable, $"seed {seed}: {writer.LastSequence} inputs, {durable} were durable");
            }

            journal.AssertPrefix(cut.Folder);
        }
    }

    [Theory]
    [InlineData(SegmentKind.Input)]
    [InlineData(SegmentKind.Output)]
    public void Damage_in_front_of_the_mark_is_refused_and_nothing_is_changed(SegmentKind kind)
    {
        using ArchivedJournal journal = new();
        journal.Write(200);
        Archive(journal);
        string file = journal.Archive.Layout.SegmentFile(kind, 2);
        TestJournal.Edit(file, bytes => bytes[5000] ^= 1);
        byte[] damaged = File.ReadAllBytes(file);
        LosePower(journal);
        JournalException failure = Assert.Throws<JournalException>(() => journal.Prepare());
        Assert.Equal(file, failure.File);
        Assert.Contains("a fault of the disk, not of a power loss", failure.Hint);
        Assert.Equal(damaged, File.ReadAllBytes(file));
        Assert.False(Directory.Exists(journal.Memory));
        Assert.False(Directory.Exists(journal.Archive.Layout.CutFolder));
    }

    [Fact]
    public void An_archive_that_lost_durable_records_without_a_trace_is_refused()
    {
        using ArchivedJournal journal = new();
        journal.Write(200);
        Archive(journal);
        long last = SegmentSurvey.LastInUse(journal.Archive.Layout, SegmentKind.Input);
        TestJournal.Edit(journal.Archive.InputFile(last), bytes => bytes.AsSpan(128, 32).Clear());
        TestJournal.Edit(journal.Archive.InputFile(last), bytes => bytes.AsSpan(4096).Clear());
        LosePower(journal);
        Assert.Equal(JournalFault.DurableLost, Assert.Throws<JournalException>(() => journal.Prepare()).Fault);
    }

    [Fact]
    public void A_loss_of_power_before_the_first_mark_leaves_a_cell_that_starts()
    {
        using ArchivedJournal journal = new();
        journal.Write(5);
        using (JournalArchiver archiver = journal.OpenArchiver())
        {
            archiver.Copy();
        }

        Assert.Equal(0UL, journal.Mark.InputSequence);
        TestJournal.Edit(journal.Archive.InputFile(1), bytes => bytes[4100] ^= 1);
        LosePower(journal);
        MemoryReport report = journal.Prepare();
        Assert.NotNull(report.Archive?.AsideFolder);
        journal.Inputs.Clear();
        journal.Outputs.Clear();
        using JournalWriter writer = journal.OpenWriter();
        Assert.Equal(0UL, writer.LastSequence);
        journal.Append(writer, 30);
        Archive(journal);
        journal.AssertAll(journal.Archive.Folder);
    }

    [Fact]
    public void Snapshots_of_lost_inputs_move_aside_with_the_archive()
    {
        using ArchivedJournal journal = new();
        journal.Write(20);
        Archive(journal);
        using (JournalWriter writer = journal.OpenWriter())
        {
            journal.Append(writer, 20);
        }

        SnapshotStore store = new(journal.MemoryLayout);
        store.Write(SnapshotJournal.InfoOf(journal.Memory, 10), [1, 2, 3]);
        SnapshotEntry lost = store.Write(SnapshotJournal.InfoOf(journal.Memory, 30), [4, 5, 6]);
        Assert.True(File.Exists(Path.Combine(journal.Archive.Layout.SnapshotFolder, lost.Name)));
        LosePower(journal);
        MemoryReport report = journal.Prepare();
        string moved = Assert.Single(Assert.IsType<RecoveryReport>(report.Archive).SnapshotsMovedAside);
        Assert.True(File.Exists(moved));
        Assert.StartsWith(journal.Archive.Folder, moved);
        Assert.Equal(10UL, Assert.Single(store.List()).Sequence);
    }

    internal static void LosePower(ArchivedJournal journal)
    {
        Directory.Delete(journal.Memory, recursive: true);
        ArchivedJournal.AgeMark(journal.Archive.Layout);
    }

    internal static void Archive(ArchivedJournal journal)
    {
        using JournalArchiver archiver = journal.OpenArchiver();
        ArchivedJournal.Drain(archiver);
    }

    private static bool Play(Random random)
    {
        PowerCut power = new(random);
        using ArchivedJournal journal = new();
        journal.Prepare();
        ulong durable = Run(journal, power, random);
        using ArchivedJournal after = new();
        after.Inputs.AddRange(journal.Inputs);
        after.Outputs.AddRange(journal.Outputs);
        power.Play(after.Archive.Folder);
        MemoryReport report = after.Prepare();
        Assert.True(report.IsRebuilt);
        Assert.Equal(durable, report.Archive?.DurableSequence);
        int kept = after.AssertPrefix(after.Memory);
        Assert.True((ulong)kept >= durable, $"{durable} inputs were durable, {kept} are there");
        Assert.Equal(kept, after.AssertPrefix(after.Archive.Folder));
        after.AssertSameFiles();
        GoOn(after, kept);
        return report.Archive?.AsideFolder is not null;
    }

    /// <summary>
    /// Writes and archives, and remembers what the disk may have; gives what was durable at the first moment.
    /// </summary>
    private static ulong Run(ArchivedJournal journal, PowerCut power, Random random)
    {
        using JournalWriter writer = journal.OpenWriter();
        using JournalArchiver archiver = journal.OpenArchiver();
        journal.Append(writer, random.Next(1, 120));
        while (archiver.Copy())
        {
            archiver.Sync();
        }

        power.Remember(journal.Archive);
        for (int moment = 0; moment < 3; moment++)
        {
            journal.Append(writer, random.Next(0, 40));
            archiver.Copy();
            power.Remember(journal.Archive);
        }

        return archiver.DurableSequence;
    }

    /// <summary>An engine that recovers makes the lost outputs again, and others go on from there.</summary>
    private static void GoOn(ArchivedJournal journal, int kept)
    {
        journal.Inputs.RemoveRange(kept, journal.Inputs.Count - kept);
        journal.Outputs.RemoveAll(output => RecordWriter.Header(output).Sequence > (ulong)kept);
        using (JournalWriter writer = journal.OpenWriter())
        {
            Assert.Equal((ulong)kept, writer.LastSequence);
            foreach (byte[] output in journal.Outputs)
            {
                RecordHeader header = RecordWriter.Header(output);
                if (!writer.Recovery.HasOutput(header.Sequence, header.Index))
                {
                    writer.AppendOutput(output);
                }
            }

            journal.Append(writer, 50);
        }

        Archive(journal);
        journal.AssertSameFiles();
        journal.AssertAll(journal.Memory);
        journal.AssertAll(journal.Archive.Folder);
    }
}
