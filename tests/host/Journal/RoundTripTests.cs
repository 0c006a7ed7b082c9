using Strategies.Journal.Segments;
using Strategies.Journal.Tests.Support;
using Strategies.Records;

namespace Strategies.Journal.Tests;

public sealed class RoundTripTests
{
    [Fact]
    public void What_is_written_over_many_small_segments_is_read_back_byte_for_byte()
    {
        using TestJournal journal = new();
        List<byte[]> written = journal.Write(2_000);
        TestJournal.AssertSame(written, journal.ReadInputs());
        Assert.True(journal.Layout.SegmentNumbers(SegmentKind.Input).Count > 50);
    }

    [Fact]
    public void Inputs_are_numbered_from_one_without_gaps_across_sessions()
    {
        using TestJournal journal = new();
        List<byte[]> written = journal.Write(300);
        written.AddRange(journal.Write(300));
        written.AddRange(journal.Write(300, isKilled: true));
        written.AddRange(journal.Write(1));
        List<byte[]> read = journal.ReadInputs();
        TestJournal.AssertSame(written, read);
        Assert.Equal(
            Enumerable.Range(1, 901).Select(number => (ulong)number),
            read.Select(record => RecordWriter.Header(record).Sequence));
    }

    [Fact]
    public void Cell_epoch_sequence_and_checksum_are_filled_in()
    {
        using TestJournal journal = new();
        byte[] record = TestRecords.Input(1, 21);
        using (JournalWriter writer = journal.Open())
        {
            Assert.Equal(1UL, writer.AppendInput(record));
        }

        byte[] read = Assert.Single(journal.ReadInputs());
        RecordHeader header = RecordWriter.Header(read);
        Assert.Equal((7, 1U, 1UL, 85), (header.Cell, header.Epoch, header.Sequence, header.Length));
        Assert.Equal(TestRecords.NaiveCrc32C(read.AsSpan(8)), header.Crc32C);
        Assert.True(record.AsSpan().SequenceEqual(read));
    }

    [Fact]
    public void Outputs_lie_beside_the_inputs_with_cause_and_index()
    {
        using TestJournal journal = new();
        List<byte[]> outputs = [];
        using (JournalWriter writer = journal.Open())
        {
            for (ulong cause = 1; cause <= 200; cause++)
            {
                writer.AppendInput(TestRecords.Input(cause, 30));
                for (uint index = 0; index < cause % 4; index++)
                {
                    byte[] output = TestRecords.Output(cause, index);
                    writer.AppendOutput(output);
                    outputs.Add(output);
                }
            }
        }

        TestJournal.AssertSame(outputs, journal.ReadOutputs());
        Assert.True(journal.Layout.SegmentNumbers(SegmentKind.Output).Count > 5);
    }

    [Fact]
    public void The_largest_record_fits_and_a_larger_one_is_refused()
    {
        using TestJournal journal = new();
        using (JournalWriter writer = journal.Open(2 << 20))
        {
            writer.AppendInput(TestRecords.Input(1, RecordHeader.RecordBytesMax - RecordHeader.Size));
            writer.AppendInput(TestRecords.Input(2, RecordHeader.RecordBytesMax - RecordHeader.Size));
            JournalException failure = Assert.Throws<JournalException>(
                () => writer.AppendInput(TestRecords.Input(3, RecordHeader.RecordBytesMax - RecordHeader.Size + 1)));
            Assert.Equal(JournalFault.InvalidRecord, failure.Fault);
            Assert.Equal(2UL, writer.LastSequence);
        }

        Assert.Equal(2, journal.ReadInputs().Count);
    }

    [Fact]
    public void A_record_larger_than_a_segment_is_refused_and_the_next_one_is_not()
    {
        using TestJournal journal = new();
        using (JournalWriter writer = journal.Open())
        {
            Assert.Throws<JournalException>(() => writer.AppendInput(TestRecords.Input(1, 8192)));
            writer.AppendInput(TestRecords.Input(1, 8192 - 4096 - 8 - RecordHeader.Size));
        }

        Assert.Single(journal.ReadInputs());
    }

    [Fact]
    public void Inputs_and_outputs_cannot_be_confused()
    {
        using TestJournal journal = new();
        using JournalWriter writer = journal.Open();
        foreach (Action wrong in (Action[])
            [
                () => writer.AppendInput(TestRecords.Output(1, 0)),
                () => writer.AppendOutput(TestRecords.Input(1, 5)),
                () => writer.AppendInput(new byte[63]),
            ])
        {
            Assert.Equal(JournalFault.InvalidRecord, Assert.Throws<JournalException>(wrong).Fault);
        }

        Assert.Equal(0UL, writer.LastSequence);
    }

    [Theory]
    [InlineData(2UL, 0U, "ahead of the inputs")]
    [InlineData(1UL, 1U, "skips an index")]
    [InlineData(1UL, 0U, "comes twice", 1)]
    public void An_output_out_of_order_is_refused(ulong cause, uint index, string why, int appendedBefore = 0)
    {
        using TestJournal journal = new();
        using JournalWriter writer = journal.Open();
        writer.AppendInput(TestRecords.Input(1, 8));
        for (uint before = 0; before < appendedBefore; before++)
        {
            writer.AppendOutput(TestRecords.Output(1, before));
        }

        byte[] output = TestRecords.Output(cause, index);
        JournalException failure = Assert.Throws<JournalException>(() => writer.AppendOutput(output));
        Assert.True(failure.Fault == JournalFault.OutputOrder, why);
    }

    [Fact]
    public void A_closed_writer_refuses_and_its_journal_says_that_it_was_closed()
    {
        using TestJournal journal = new();
        JournalWriter writer = journal.Open();
        writer.AppendInput(TestRecords.Input(1, 8));
        writer.Dispose();
        writer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => writer.AppendInput(TestRecords.Input(2, 8)));
        using JournalReader reader = JournalReader.OpenInputs(journal.Folder);
        Assert.True(reader.MoveNext());
        Assert.False(reader.IsClosedCleanly);
        Assert.False(reader.MoveNext());
        Assert.True(reader.IsClosedCleanly);
        Assert.Null(reader.TornTail);
        using JournalWriter again = journal.Open();
        Assert.True(again.Recovery.WasClosedCleanly);
    }

    [Fact]
    public void A_spare_segment_is_not_left_behind_by_a_clean_close()
    {
        using TestJournal journal = new();
        using (JournalWriter writer = journal.Open())
        {
            writer.AppendInput(TestRecords.Input(1, 8));
            Patience.Until("the spare", () => File.Exists(journal.InputFile(2)));
        }

        Assert.Equal([1L], journal.Layout.SegmentNumbers(SegmentKind.Input));
    }

    [Fact]
    public void Flush_waits_for_everything_and_the_writer_goes_on()
    {
        using TestJournal journal = new();
        using (JournalWriter writer = journal.Open())
        {
            for (ulong sequence = 1; sequence <= 500; sequence++)
            {
                writer.AppendInput(TestRecords.Input(sequence, 100));
                if (sequence % 100 == 0)
                {
                    writer.Flush();
                }
            }
        }

        Assert.Equal(500, journal.ReadInputs().Count);
    }

    [Fact]
    public void A_folder_without_a_journal_is_named()
    {
        using TestJournal journal = new();
        JournalException failure = Assert.Throws<JournalException>(() => JournalReader.OpenInputs(journal.Folder));
        Assert.Equal(JournalFault.NotAJournal, failure.Fault);
        Assert.Contains(journal.Folder, failure.Message);
    }

    [Theory]
    [InlineData(4096)]
    [InlineData(8192 + 8)]
    [InlineData(1L << 40)]
    public void An_impossible_segment_size_is_refused(long segmentBytes)
    {
        using TestJournal journal = new();
        JournalException failure = Assert.Throws<JournalException>(() => journal.Open(segmentBytes));
        Assert.Equal(JournalFault.InvalidOption, failure.Fault);
    }
}
