using Strategies.Journal.Segments;
using Strategies.Journal.Tests.Support;
using Strategies.Records;

namespace Strategies.Journal.Tests;

public sealed class RecoveryTests
{
    [Fact]
    public void Outputs_whose_input_is_lost_are_dropped_over_segments()
    {
        using TestJournal journal = new();
        List<byte[]> inputs = [];
        List<byte[]> outputs = [];
        journal.Session(isKilled: true, 8192, writer =>
        {
            for (ulong cause = 1; cause <= 20; cause++)
            {
                AppendBoth(writer, cause, inputs, outputs);
            }
        });
        Assert.True(journal.Layout.SegmentNumbers(SegmentKind.Output).Count > 3);
        (string file, long offset, _) = journal.Places()[3];

        // As a power loss may leave it: the outputs were on the disk, the end of the inputs was not.
        foreach (long number in journal.Layout.SegmentNumbers(SegmentKind.Input).Skip(1))
        {
            File.Delete(journal.InputFile(number));
        }

        TestJournal.Truncate(file, offset + 10);

        using (JournalWriter writer = journal.Open())
        {
            RecoveryReport report = writer.Recovery;
            Assert.Equal(3UL, report.LastInputSequence);
            Assert.Equal((3UL, 14U), (report.LastOutputSequence, report.LastOutputIndex));
            Assert.Equal(17 * 15, report.OutputsDropped);
            Assert.Equal((file, offset), (report.InputTail!.File, report.InputTail.Offset));
            for (ulong cause = 4; cause <= 20; cause++)
            {
                AppendBoth(writer, cause, [], []);
            }
        }

        TestJournal.AssertSame(inputs, journal.ReadInputs());
        TestJournal.AssertSame(outputs, journal.ReadOutputs());
    }

    [Fact]
    public void Missing_outputs_are_no_fault_and_are_appended_behind_the_last_one()
    {
        using TestJournal journal = new();
        using (JournalWriter writer = journal.Open())
        {
            writer.AppendInput(TestRecords.Input(1, 8));
            writer.AppendInput(TestRecords.Input(2, 8));
            writer.AppendInput(TestRecords.Input(3, 8));
            writer.AppendOutput(TestRecords.Output(2, 0));
        }

        using (JournalWriter writer = journal.Open())
        {
            Assert.True(writer.Recovery.HasOutput(1, 5));
            Assert.True(writer.Recovery.HasOutput(2, 0));
            Assert.False(writer.Recovery.HasOutput(2, 1));
            Assert.False(writer.Recovery.HasOutput(3, 0));
            Assert.Equal(
                JournalFault.OutputOrder,
                Assert.Throws<JournalException>(() => writer.AppendOutput(TestRecords.Output(2, 0))).Fault);
            writer.AppendOutput(TestRecords.Output(2, 1));
            writer.AppendOutput(TestRecords.Output(3, 0));
        }

        Assert.Equal(3, journal.ReadOutputs().Count);
    }

    [Fact]
    public void Another_environment_or_epoch_begins_a_new_segment_and_the_same_one_does_not()
    {
        using TestJournal journal = new();
        journal.Write(3);
        journal.Write(3);
        Assert.Equal([1L], journal.Layout.SegmentNumbers(SegmentKind.Input));
        JournalOptions options = TestJournal.Options();
        EnvironmentInfo changed = options.Environment with { EngineBuild = "another one" };
        using (JournalWriter writer = JournalWriter.Open(journal.Folder, options with { Environment = changed }))
        {
            writer.AppendInput(TestRecords.Input(7, 5));
        }

        JournalOptions later = options with { Environment = changed, Epoch = 2 };
        using (JournalWriter writer = JournalWriter.Open(journal.Folder, later))
        {
            writer.AppendInput(TestRecords.Input(8, 5));
        }

        Assert.Equal([1L, 2L, 3L], journal.Layout.SegmentNumbers(SegmentKind.Input));
        using JournalReader reader = JournalReader.OpenInputs(journal.Folder);
        List<(uint Epoch, string Build)> seen = [];
        while (reader.MoveNext())
        {
            seen.Add((reader.Segment!.Value.Epoch, reader.ReadEnvironment()!.EngineBuild));
        }

        string build = options.Environment.EngineBuild;
        Assert.Equal(
            [.. Enumerable.Repeat((1U, build), 6), (1U, "another one"), (2U, "another one")],
            seen);
        Assert.Equal(8UL, reader.LastSequence);
    }

    [Fact]
    public void The_same_journal_keeps_its_identity()
    {
        using TestJournal journal = new();
        using JournalWriter first = journal.Open();
        Guid identity = first.JournalId;
        first.Dispose();
        using JournalWriter second = journal.Open();
        Assert.Equal(identity, second.JournalId);
        Assert.False(second.Recovery.IsNew);
    }

    [Fact]
    public void Outputs_without_any_input_are_not_thrown_away_silently()
    {
        using TestJournal journal = new();
        using (JournalWriter writer = journal.Open())
        {
            writer.AppendInput(TestRecords.Input(1, 8));
            writer.AppendOutput(TestRecords.Output(1, 0));
        }

        File.Delete(journal.InputFile(1));
        JournalException failure = Assert.Throws<JournalException>(() => journal.Open());
        Assert.Equal((JournalFault.MissingSegment, journal.InputFile(1)), (failure.Fault, failure.File));
    }

    [Fact]
    public void A_damaged_journal_is_refused_and_left_as_it_is()
    {
        using TestJournal journal = new();
        journal.Write(100);
        (string file, long offset, _) = journal.Places()[20];
        TestJournal.Edit(file, bytes => bytes[offset + 40] ^= 1);
        string[] before = Fingerprint(journal);
        JournalOptions options = TestJournal.Options() with { CutDamagedLastRecord = true };
        JournalException failure = Assert.Throws<JournalException>(() => JournalWriter.Open(journal.Folder, options));
        Assert.Equal(JournalFault.Checksum, failure.Fault);
        Assert.Equal(before, Fingerprint(journal));
    }

    private static void AppendBoth(JournalWriter writer, ulong cause, List<byte[]> inputs, List<byte[]> outputs)
    {
        byte[] input = TestRecords.Input(cause, 700);
        writer.AppendInput(input);
        inputs.Add(input);
        for (uint index = 0; index < 15; index++)
        {
            byte[] output = TestRecords.Output(cause, index);
            writer.AppendOutput(output);
            outputs.Add(output);
        }
    }

    private static string[] Fingerprint(TestJournal journal) =>
    [
        .. Directory.GetFiles(journal.Folder, "*.seg", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => file + " " + Hash256.Of(File.ReadAllBytes(file))),
    ];
}
