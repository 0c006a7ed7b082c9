using System.Runtime.InteropServices;
using Strategies.Journal.Replay;
using Strategies.Journal.Tests.Support;
using Strategies.Records;

namespace Strategies.Journal.Tests.Replay;

public sealed class OutputComparerTests
{
    private const ulong Causes = 20;

    [Fact]
    public void A_replay_that_makes_the_same_outputs_is_equal_whatever_cell_and_epoch_its_records_say()
    {
        using TestJournal journal = Written(out List<byte[]> outputs);
        using OutputComparer comparer = new(journal.Folder);
        OutputDigest digest = OutputDigest.Start();
        foreach (byte[] output in outputs)
        {
            digest.Add(output);
            ref RecordHeader header = ref MemoryMarshal.AsRef<RecordHeader>(output.AsSpan());
            header.Cell = 99;
            header.Epoch = 77;
            header.Crc32C = 0;
            Assert.True(comparer.Add(output));
        }

        Assert.True(comparer.Finish(Causes));
        Assert.Null(comparer.Difference);
        Assert.Equal((outputs.Count, digest.Value), (comparer.Count, comparer.Digest));
    }

    [Fact]
    public void The_first_differing_field_is_named_with_both_values()
    {
        using TestJournal journal = Written(out List<byte[]> outputs);
        outputs[5] = TestRecords.Output(6, 0, price: 1_000_000_001);
        outputs[9] = TestRecords.Output(10, 0, price: 1);
        OutputDifference difference = FirstDifference(journal, outputs);
        Assert.Equal(
            (OutputDifferenceKind.Content, 6UL, 0U, RecordType.NewOrderSingle),
            (difference.Kind, difference.Cause, difference.Index, difference.Type));
        Assert.Equal(
            ("Price", "10.00", "10.00000001"), (difference.Field, difference.Recorded, difference.Replayed));
        Assert.Contains("output 0 of input 6 (NewOrderSingle of slot 1) differs in Price: recorded 10.00", difference.ToString());
        Assert.Equal(journal.OutputFile(1), difference.File);
    }

    [Fact]
    public void Every_byte_of_a_payload_counts()
    {
        using TestJournal journal = Written(out List<byte[]> outputs);
        for (int at = RecordHeader.Size; at < outputs[3].Length; at++)
        {
            List<byte[]> changed = [.. outputs];
            changed[3] = [.. outputs[3]];
            changed[3][at] ^= 0x80;
            OutputDifference difference = FirstDifference(journal, changed);
            Assert.Equal((OutputDifferenceKind.Content, 4UL), (difference.Kind, difference.Cause));
            Assert.NotEmpty(difference.Field);
            Assert.NotEqual(difference.Recorded, difference.Replayed);
        }
    }

    [Fact]
    public void A_differing_header_field_and_a_nested_one_are_named()
    {
        RejectPayload reject = new() { Order = new OrderPayload { Price = 5 }, Limit = 10 };
        using TestJournal journal = new();
        using (JournalWriter writer = journal.Open())
        {
            writer.AppendInput(TestRecords.Input(1, 0));
            writer.AppendOutput(TestRecords.Output(1, 0, RecordType.OrderRejected, reject));
        }

        reject.Order.Price = 6;
        byte[] nested = TestRecords.Output(1, 0, RecordType.OrderRejected, reject);
        OutputDifference difference = FirstDifference(journal, [nested]);
        Assert.Equal(
            ("Order.Price", "0.00000005", "0.00000006"),
            (difference.Field, difference.Recorded, difference.Replayed));
        MemoryMarshal.AsRef<RecordHeader>(nested.AsSpan()).ReceiveTimeNs++;
        Assert.Equal("Header.ReceiveTimeNs", FirstDifference(journal, [nested]).Field);
    }

    [Fact]
    public void Bytes_behind_the_end_of_a_text_differ_too()
    {
        PublishPayload publish = new() { Name = Text32.From("x") };
        using TestJournal journal = new();
        using (JournalWriter writer = journal.Open())
        {
            writer.AppendInput(TestRecords.Input(1, 0));
            writer.AppendOutput(TestRecords.Output(1, 0, RecordType.Publish, publish));
        }

        publish.Name[5] = 9;
        OutputDifference difference = FirstDifference(journal, [TestRecords.Output(1, 0, RecordType.Publish, publish)]);
        Assert.Equal(("payload byte 21", "00", "09"), (difference.Field, difference.Recorded, difference.Replayed));
    }

    [Fact]
    public void An_output_too_many_and_one_too_few_are_told_apart()
    {
        using TestJournal journal = Written(out List<byte[]> outputs);
        OutputDifference surplus = FirstDifference(journal, [.. outputs[..4], TestRecords.Output(4, 1), .. outputs[4..]]);
        Assert.Equal((OutputDifferenceKind.MissingInJournal, 4UL, 1U), (surplus.Kind, surplus.Cause, surplus.Index));
        OutputDifference missing = FirstDifference(journal, [.. outputs[..4], .. outputs[5..]]);
        Assert.Equal((OutputDifferenceKind.MissingInReplay, 5UL), (missing.Kind, missing.Cause));
        OutputDifference shorter = FirstDifference(journal, outputs[..^1]);
        Assert.Equal((OutputDifferenceKind.MissingInReplay, Causes), (shorter.Kind, shorter.Cause));
        OutputDifference longer = FirstDifference(journal, [.. outputs, TestRecords.Output(Causes, 1)]);
        Assert.Equal((OutputDifferenceKind.MissingInJournal, Causes), (longer.Kind, longer.Cause));
    }

    [Fact]
    public void A_killed_writer_may_have_kept_back_the_last_inputs_outputs_and_no_others()
    {
        using TestJournal journal = Written(out List<byte[]> outputs, isKilled: true);
        using (OutputComparer comparer = new(journal.Folder))
        {
            outputs.ForEach(output => comparer.Add(output));
            comparer.Add(TestRecords.Output(Causes, 1));
            Assert.True(comparer.Finish(Causes));
            Assert.Equal(1, comparer.Unrecorded);
        }

        using (OutputComparer comparer = new(journal.Folder))
        {
            outputs.ForEach(output => comparer.Add(output));
            comparer.Add(TestRecords.Output(Causes, 1));
            Assert.False(comparer.Finish(Causes + 1));
            Assert.Equal(OutputDifferenceKind.MissingInJournal, comparer.Difference!.Kind);
        }
    }

    [Fact]
    public void A_flipped_byte_in_the_recorded_outputs_is_damage_and_not_a_difference()
    {
        using TestJournal journal = Written(out List<byte[]> outputs);
        TestJournal.Edit(journal.OutputFile(1), bytes => bytes[4096 + 70] ^= 1);
        using OutputComparer comparer = new(journal.Folder);
        Assert.Equal(JournalFault.Checksum, Assert.Throws<JournalException>(() => comparer.Add(outputs[0])).Fault);
    }

    private static TestJournal Written(out List<byte[]> outputs, bool isKilled = false)
    {
        TestJournal journal = new();
        List<byte[]> written = [];
        journal.Session(isKilled, 8192, writer =>
        {
            for (ulong cause = 1; cause <= Causes; cause++)
            {
                writer.AppendInput(TestRecords.Input(cause, 3));
                byte[] output = TestRecords.Output(cause, 0);
                writer.AppendOutput(output);
                written.Add(output);
            }
        });
        outputs = written;
        return journal;
    }

    private static OutputDifference FirstDifference(TestJournal journal, List<byte[]> replay)
    {
        using OutputComparer comparer = new(journal.Folder);
        replay.ForEach(output => comparer.Add(output));
        Assert.False(comparer.Finish(Causes));
        Assert.NotNull(comparer.Difference);
        return comparer.Difference;
    }
}
