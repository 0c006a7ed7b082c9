using CsCheck;
using Strategies.Journal.Replay;
using Strategies.Journal.Segments;
using Strategies.Journal.Tests.Support;
using Strategies.Records;

namespace Strategies.Journal.Tests;

public sealed class ReadFromPlaceTests
{
    private const int Cases = 60;

    [Fact]
    public void From_any_input_on_the_same_inputs_are_read()
    {
        using TestJournal journal = new();
        List<byte[]> written = journal.Write(300);
        Assert.True(journal.Layout.SegmentNumbers(SegmentKind.Input).Count > 4);
        for (int from = 0; from <= 301; from++)
        {
            TestJournal.AssertSame(
                written[Math.Max(from - 1, 0)..], Read(JournalReader.OpenInputs(journal.Folder, (ulong)from)));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(300)]
    public void The_number_of_the_last_input_is_known_without_reading_the_others(int count)
    {
        using TestJournal journal = new();
        journal.Write(count);
        if (count == 300)
        {
            // Damage far in front is not seen: only the last segment is read.
            string first = journal.Layout.SegmentFile(SegmentKind.Input, 2);
            byte[] bytes = File.ReadAllBytes(first);
            bytes[SegmentHeader.HeaderBytes + 40] ^= 1;
            File.WriteAllBytes(first, bytes);
        }

        Assert.Equal((ulong)count, JournalReader.LastInputOf(journal.Folder));
    }

    [Fact]
    public void From_any_cause_on_the_same_outputs_are_read_over_segments_and_epochs() =>
        Gen.Int[0, 90].Array[1, 40].Sample(
            counts =>
            {
                using TestJournal journal = new();
                List<byte[]> written = [];
                WriteOutputs(journal, counts, written);
                for (ulong from = 0; from <= (ulong)counts.Length + 2; from++)
                {
                    List<byte[]> expected =
                        [.. written.Where(record => RecordWriter.Header(record).Sequence >= from)];
                    TestJournal.AssertSame(expected, Read(JournalReader.OpenOutputs(journal.Folder, from)));
                }
            },
            iter: Cases,
            threads: 1);

    [Fact]
    public void Reading_goes_straight_to_the_segment()
    {
        using TestJournal journal = new();
        journal.Write(300);
        (string file, long offset, _) = journal.Places()[10];
        Assert.Equal(journal.InputFile(1), file);
        TestJournal.Edit(file, bytes => bytes[offset + 20] ^= 1);
        Assert.Equal(101, Read(JournalReader.OpenInputs(journal.Folder, 200)).Count);
        Assert.Throws<JournalException>(() => Read(JournalReader.OpenInputs(journal.Folder, 1)));
    }

    [Fact]
    public void Damage_behind_the_place_is_found_as_ever()
    {
        using TestJournal journal = new();
        journal.Write(300);
        (string file, long offset, _) = journal.Places()[250];
        TestJournal.Edit(file, bytes => bytes[offset + 20] ^= 1);
        JournalException failure =
            Assert.Throws<JournalException>(() => Read(JournalReader.OpenInputs(journal.Folder, 200)));
        Assert.Equal((JournalFault.Checksum, 251UL, offset), (failure.Fault, failure.Sequence, failure.Offset));
    }

    [Fact]
    public void A_place_behind_the_end_is_refused()
    {
        using TestJournal journal = new();
        journal.Write(20);
        Assert.Empty(Read(JournalReader.OpenInputs(journal.Folder, 21)));
        JournalException failure =
            Assert.Throws<JournalException>(() => Read(JournalReader.OpenInputs(journal.Folder, 22)));
        Assert.Equal(JournalFault.SequenceMissing, failure.Fault);
        Assert.Contains("ends with input 20, it was to be read from input 22", failure.Message);
        Assert.Empty(Read(JournalReader.OpenOutputs(journal.Folder, 1_000)));
    }

    [Fact]
    public void A_segment_of_another_journal_on_the_way_is_refused()
    {
        using TestJournal journal = new();
        using TestJournal other = new();
        journal.Write(400);
        other.Write(400);
        long last = journal.Layout.SegmentNumbers(SegmentKind.Input)[^1];
        File.Copy(other.InputFile(last), journal.InputFile(last), overwrite: true);
        JournalException failure =
            Assert.Throws<JournalException>(() => JournalReader.OpenInputs(journal.Folder, 399));
        Assert.Equal((JournalFault.ForeignJournal, journal.InputFile(last)), (failure.Fault, failure.File));
    }

    [Fact]
    public void Following_from_a_place_waits_for_it_and_goes_on_over_segments()
    {
        using TestJournal journal = new();
        using JournalWriter writer = journal.Open();
        for (ulong sequence = 1; sequence <= 50; sequence++)
        {
            writer.AppendInput(TestRecords.Input(sequence, 100));
        }

        using JournalReader behind = JournalReader.OpenInputs(journal.Folder, 100, JournalReadMode.Follow);
        using JournalReader inside = JournalReader.OpenInputs(journal.Folder, 40, JournalReadMode.Follow);
        Assert.False(behind.MoveNext());
        for (ulong sequence = 40; sequence <= 50; sequence++)
        {
            Assert.True(inside.MoveNext());
            Assert.Equal(sequence, inside.Header.Sequence);
        }

        for (ulong sequence = 51; sequence <= 300; sequence++)
        {
            Assert.False(behind.MoveNext());
            writer.AppendInput(TestRecords.Input(sequence, 100));
            Assert.Equal(sequence >= 100, behind.MoveNext());
            Assert.Equal(sequence, behind.LastSequence);
            Assert.True(inside.MoveNext());
            Assert.Equal(sequence, inside.Header.Sequence);
        }
    }

    [Fact]
    public void A_comparer_can_begin_behind_an_input()
    {
        using TestJournal journal = new();
        List<byte[]> written = [];
        WriteOutputs(journal, [.. Enumerable.Repeat(13, 30)], written);
        for (ulong after = 0; after <= 30; after++)
        {
            using OutputComparer comparer = new(journal.Folder, after);
            OutputDigest digest = OutputDigest.Start();
            foreach (byte[] output in written.Where(record => RecordWriter.Header(record).Sequence > after))
            {
                digest.Add(output);
                Assert.True(comparer.Add(output));
            }

            Assert.True(comparer.Finish(30));
            Assert.Equal(digest.Value, comparer.Digest);
        }

        using OutputComparer late = new(journal.Folder, 20);
        Assert.False(late.Add(written.First(record => RecordWriter.Header(record).Sequence == 22)));
        Assert.Equal((OutputDifferenceKind.MissingInReplay, 21UL), (late.Difference!.Kind, late.Difference.Cause));
    }

    /// <summary>Outputs of each input, half of them under a second leader.</summary>
    private static void WriteOutputs(TestJournal journal, int[] counts, List<byte[]> written)
    {
        ulong cause = 0;
        foreach (int[] half in (ReadOnlySpan<int[]>)[counts[..(counts.Length / 2)], counts[(counts.Length / 2)..]])
        {
            uint epoch = cause == 0 ? 1U : 2U;
            using JournalWriter writer =
                JournalWriter.Open(journal.Folder, TestJournal.Options() with { Epoch = epoch });
            foreach (int count in half)
            {
                writer.AppendInput(TestRecords.Input(++cause, 0));
                for (uint index = 0; index < count; index++)
                {
                    byte[] output = TestRecords.Output(cause, index);
                    writer.AppendOutput(output);
                    written.Add(output);
                }
            }
        }
    }

    private static List<byte[]> Read(JournalReader reader)
    {
        using (reader)
        {
            List<byte[]> records = [];
            while (reader.MoveNext())
            {
                records.Add(reader.Record.ToArray());
            }

            return records;
        }
    }
}
