using CsCheck;
using Strategies.Journal.Cutting;
using Strategies.Journal.Segments;
using Strategies.Journal.Snapshots;
using Strategies.Journal.Tests.Support;
using Strategies.Records;

namespace Strategies.Journal.Tests.Cutting;

public sealed class JournalCutTests
{
    private const int Cases = 60;

    [Fact]
    public void A_cut_leaves_exactly_the_records_up_to_the_place_and_writing_goes_on() =>
        Gen.Select(Gen.Int[0, 25].Array[1, 60], Gen.Bool, Gen.Double[0, 1]).Sample(
            (counts, isKilled, fraction) =>
            {
                using TestJournal journal = new();
                journal.Session(isKilled, 8192, writer => Fill(writer, counts));
                List<byte[]> inputs = journal.ReadInputs();
                List<byte[]> outputs = journal.ReadOutputs();
                ulong after = Math.Max(1, (ulong)(fraction * counts.Length));
                CutPlan plan = Cut(journal, after, out string? aside);
                List<byte[]> outputsKept = [.. outputs.Where(record => RecordWriter.Header(record).Sequence <= after)];
                Assert.Equal(
                    (inputs.Count - (int)after, outputs.Count - outputsKept.Count),
                    ((int)plan.Inputs, (int)plan.Outputs));
                Assert.Equal(plan.IsEmpty, aside is null);
                TestJournal.AssertSame(inputs[..(int)after], journal.ReadInputs());
                TestJournal.AssertSame(outputsKept, journal.ReadOutputs());
                using (JournalWriter writer = journal.Open())
                {
                    Assert.Equal(after, writer.LastSequence);
                    Assert.Equal((0L, 0), (writer.Recovery.OutputsDropped, writer.Recovery.DamageCut.Count));
                    Fill(writer, counts);
                }

                TestJournal.AssertSame(inputs, journal.ReadInputs());
                TestJournal.AssertSame(outputs, journal.ReadOutputs());
            },
            iter: Cases,
            threads: 1);

    [Fact]
    public void What_is_cut_lies_aside_byte_for_byte()
    {
        using TestJournal journal = new();
        journal.Session(isKilled: false, 8192, writer => Fill(writer, [.. Enumerable.Repeat(9, 60)]));
        using TestJournal before = new();
        journal.CopyTo(before.Folder);
        Cut(journal, 20, out string? aside);
        Assert.Equal(Path.Combine(journal.Layout.CutFolder, "000001"), aside);
        string[] moved = Directory.GetFiles(aside!, "*.seg", SearchOption.AllDirectories);
        Assert.Contains(moved, file => file.Contains("/output/"));
        foreach (string file in moved)
        {
            string original = Path.Combine(before.Folder, Path.GetRelativePath(aside!, file));
            Assert.True(File.ReadAllBytes(original).AsSpan().SequenceEqual(File.ReadAllBytes(file)), file);
        }

        long last = before.Layout.SegmentNumbers(SegmentKind.Input)[^1];
        long first = journal.Layout.SegmentNumbers(SegmentKind.Input)[^1];
        Assert.Equal(last - first + 1, moved.Count(file => file.Contains("/input/")));
        Cut(journal, 10, out string? second);
        Assert.Equal(Path.Combine(journal.Layout.CutFolder, "000002"), second);
    }

    [Fact]
    public void Snapshots_behind_the_cut_move_aside()
    {
        using SnapshotJournal made = new();
        SnapshotEntry kept = made.Write(50);
        SnapshotEntry moved = made.Write(51);
        CutPlan plan = Cut(made.Journal, 50, out string? aside);
        Assert.Equal([moved.Name], plan.Snapshots);
        Assert.True(File.Exists(Path.Combine(aside!, "snapshot", moved.Name)));
        SnapshotEntry left = Assert.Single(made.Store.List());
        Assert.Equal((kept.Name, true), (left.Name, left.IsUsable));
    }

    [Fact]
    public void Whatever_is_behind_the_cut_may_be_damaged()
    {
        foreach (Action<TestJournal> damage in (ReadOnlySpan<Action<TestJournal>>)
            [
                journal => File.Delete(journal.InputFile(4)),
                journal => TestJournal.Edit(journal.InputFile(4), bytes => bytes.AsSpan(0, 200).Fill(0xAB)),
                journal => TestJournal.Edit(journal.InputFile(4), bytes => bytes.AsSpan(0, 4096).Clear()),
                journal => TestJournal.Edit(journal.InputFile(3), bytes => bytes.AsSpan(5000).Fill(0xFF)),
                journal => TestJournal.Edit(journal.InputFile(3), bytes => bytes.AsSpan(5000).Clear()),
                journal => TestJournal.Truncate(journal.InputFile(3), 0),
                journal => TestJournal.Truncate(journal.InputFile(4), 5001),
            ])
        {
            using TestJournal journal = new();
            List<byte[]> written = journal.Write(400, isKilled: true);
            ulong after = (ulong)journal.Places().Count(place => string.CompareOrdinal(
                place.File, journal.InputFile(3)) < 0);
            damage(journal);
            Assert.NotNull(journal.TryReadInputs().Failure);
            CutPlan plan = Cut(journal, after, out string? aside);
            Assert.NotEmpty(plan.Damage);
            Assert.NotEmpty(Directory.GetFiles(aside!, "*.seg", SearchOption.AllDirectories));
            TestJournal.AssertSame(written[..(int)after], journal.ReadInputs());
            journal.Open().Dispose();
        }
    }

    [Fact]
    public void Damage_in_front_of_the_cut_is_refused()
    {
        using TestJournal journal = new();
        journal.Write(50);
        (string file, long offset, _) = journal.Places()[20];
        TestJournal.Edit(file, bytes => bytes[offset + 20] ^= 1);
        JournalException failure = Assert.Throws<JournalException>(() => Cut(journal, 30, out _));
        Assert.Equal((JournalFault.Checksum, 21UL), (failure.Fault, failure.Sequence));
        Cut(journal, 20, out _);
        Assert.Equal(20, journal.ReadInputs().Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(51)]
    [InlineData(ulong.MaxValue)]
    public void An_input_that_is_not_there_is_refused(ulong after)
    {
        using TestJournal journal = new();
        List<byte[]> written = journal.Write(50);
        JournalException failure = Assert.Throws<JournalException>(() => Cut(journal, after, out _));
        Assert.Equal(JournalFault.SequenceMissing, failure.Fault);
        TestJournal.AssertSame(written, journal.ReadInputs());
    }

    [Fact]
    public void A_journal_that_is_open_for_writing_is_refused()
    {
        using TestJournal journal = new();
        using JournalWriter writer = journal.Open();
        writer.AppendInput(TestRecords.Input(1, 1));
        Assert.Equal(JournalFault.Locked, Assert.Throws<JournalException>(() => Cut(journal, 1, out _)).Fault);
    }

    [Fact]
    public void A_folder_without_a_journal_is_refused_and_nothing_is_made_in_it()
    {
        using TestJournal journal = new();
        Assert.Equal(JournalFault.NotAJournal, Assert.Throws<JournalException>(() => Cut(journal, 1, out _)).Fault);
        Assert.Empty(Directory.GetFileSystemEntries(journal.Folder));
    }

    private static CutPlan Cut(TestJournal journal, ulong after, out string? aside)
    {
        using JournalCut cut = JournalCut.Prepare(journal.Folder, after);
        aside = cut.Execute();
        return cut.Plan;
    }

    private static void Fill(JournalWriter writer, int[] counts)
    {
        foreach (int count in counts[(int)writer.LastSequence..])
        {
            ulong cause = writer.AppendInput(TestRecords.Input(writer.LastSequence + 1, 300));
            for (uint index = 0; index < count; index++)
            {
                writer.AppendOutput(TestRecords.Output(cause, index));
            }
        }
    }
}
