using System.Buffers.Binary;
using Strategies.Journal.Segments;
using Strategies.Journal.Tests.Support;
using Strategies.Records;

namespace Strategies.Journal.Tests;

public sealed class DamageTests
{
    [Fact]
    public void A_flipped_byte_in_the_middle_is_a_checksum_fault_with_its_place()
    {
        using TestJournal journal = new();
        journal.Write(100);
        (string file, long offset, int length) = journal.Places()[49];
        TestJournal.Edit(file, bytes => bytes[offset + length - 1] ^= 0x10);
        JournalException failure = journal.ReadFailure();
        Assert.Equal(JournalFault.Checksum, failure.Fault);
        Assert.Equal((file, offset, 50UL), (failure.File, failure.Offset, failure.Sequence));
        Assert.Contains("sequence 50", failure.Message);
        Assert.Equal(49, journal.TryReadInputs().Records.Count);
    }

    [Fact]
    public void A_flipped_byte_in_the_last_record_has_a_name_of_its_own_and_a_way_out()
    {
        using TestJournal journal = new();
        List<byte[]> written = journal.Write(10);
        (string file, long offset, _) = journal.Places()[9];
        TestJournal.Edit(file, bytes => bytes[offset + 20] ^= 1);
        JournalException failure = journal.ReadFailure();
        Assert.Equal((JournalFault.DamagedLastRecord, 10UL), (failure.Fault, failure.Sequence));
        Assert.Contains(nameof(JournalOptions.CutDamagedLastRecord), failure.Hint);
        Assert.Equal(JournalFault.DamagedLastRecord, Assert.Throws<JournalException>(() => journal.Open()).Fault);

        using (JournalWriter writer = JournalWriter.Open(
            journal.Folder, TestJournal.Options() with { CutDamagedLastRecord = true }))
        {
            Assert.Equal(9UL, writer.Recovery.LastInputSequence);
            Assert.Single(writer.Recovery.DamageCut);
            Assert.Equal(10UL, writer.AppendInput(written[9]));
        }

        TestJournal.AssertSame(written, journal.ReadInputs());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(4000)]
    [InlineData(int.MaxValue)]
    [InlineData(-4096)]
    public void An_impossible_length_is_named(int length)
    {
        using TestJournal journal = new();
        journal.Write(10);
        (string file, long offset, _) = journal.Places()[4];
        TestJournal.Edit(file, bytes => BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan((int)offset), length));
        JournalException failure = journal.ReadFailure();
        Assert.Equal((JournalFault.ImpossibleLength, 5UL), (failure.Fault, failure.Sequence));
    }

    [Fact]
    public void A_length_that_a_flipped_bit_made_zero_is_no_end()
    {
        using TestJournal journal = new();
        journal.Write([0, 0, 0]);
        (string file, long offset, _) = journal.Places()[2];
        TestJournal.Edit(file, bytes => bytes[offset] ^= 64);
        Assert.Equal(JournalFault.DamagedLastRecord, journal.ReadFailure().Fault);
    }

    [Fact]
    public void Zeros_over_a_record_in_the_middle_are_a_hole()
    {
        using TestJournal journal = new();
        journal.Write(10);
        (string file, long offset, int length) = journal.Places()[4];
        TestJournal.Edit(file, bytes => bytes.AsSpan((int)offset, length).Clear());
        JournalException failure = journal.ReadFailure();
        Assert.Equal((JournalFault.Hole, offset, 5UL), (failure.Fault, failure.Offset, failure.Sequence));
    }

    [Fact]
    public void A_doubled_record_is_a_sequence_gap()
    {
        using TestJournal journal = new();
        journal.Write([40, 40, 40, 40]);
        List<(string File, long Offset, int Length)> places = journal.Places();
        TestJournal.Edit(places[0].File, bytes =>
            bytes.AsSpan((int)places[1].Offset, 104).CopyTo(bytes.AsSpan((int)places[2].Offset)));
        JournalException failure = journal.ReadFailure();
        Assert.Equal((JournalFault.SequenceGap, places[2].Offset), (failure.Fault, failure.Offset));
        Assert.Contains("input 2 stands where 3 belongs", failure.Message);
    }

    [Fact]
    public void An_unknown_record_format_is_named()
    {
        AssertForged(
            JournalFault.UnknownFormatVersion, (bytes, at) => bytes[at + 10] = RecordHeader.CurrentFormatVersion + 1);
    }

    [Fact]
    public void Records_of_the_format_without_venues_are_refused_with_the_build_that_reads_them()
    {
        using TestJournal journal = new();
        journal.Write(10);
        (string file, long offset, _) = journal.Places()[9];
        TestJournal.Edit(file, bytes => TestRecords.Forge(bytes, offset, (record, at) => record[at + 10] = 1));
        JournalException failure = journal.ReadFailure();
        Assert.Equal(JournalFault.UnknownFormatVersion, failure.Fault);
        Assert.Contains("has format version 1, this build knows 2", failure.Message);
        Assert.Contains("read it with the build that wrote it, engine", failure.Message);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(52)]
    [InlineData(63)]
    public void Reserved_bytes_that_are_not_zero_are_named(int field)
    {
        AssertForged(JournalFault.ReservedNotZero, (bytes, at) => bytes[at + field] = 1);
    }

    [Fact]
    public void A_record_of_another_cell_is_named()
    {
        AssertForged(JournalFault.ForeignCell, (bytes, at) => bytes[at + 14] = 8);
    }

    [Fact]
    public void A_record_of_another_epoch_is_named()
    {
        AssertForged(JournalFault.EpochOrder, (bytes, at) => bytes[at + 16] = 2);
    }

    [Fact]
    public void An_output_among_inputs_is_named()
    {
        AssertForged(JournalFault.InvalidRecord, (bytes, at) => bytes[at + 8] = (byte)RecordType.NewOrderSingle);
    }

    [Fact]
    public void An_unknown_segment_format_is_named()
    {
        using TestJournal journal = new();
        journal.Write(3);
        TestJournal.Edit(journal.InputFile(1), bytes => TestRecords.ForgeHeader(bytes, header => header[8] = 2));
        Assert.Equal(JournalFault.UnknownFormatVersion, journal.ReadFailure().Fault);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(100)]
    [InlineData(200)]
    [InlineData(4095)]
    public void A_flipped_byte_in_a_segment_header_is_named(int at)
    {
        using TestJournal journal = new();
        journal.Write(3);
        TestJournal.Edit(journal.InputFile(1), bytes => bytes[at] ^= 4);
        JournalException failure = journal.ReadFailure();
        Assert.Equal((JournalFault.SegmentHeader, journal.InputFile(1)), (failure.Fault, failure.File));
    }

    [Fact]
    public void A_missing_segment_in_the_middle_is_named()
    {
        using TestJournal journal = new();
        journal.Write(200);
        File.Delete(journal.InputFile(2));
        JournalException failure = journal.ReadFailure();
        Assert.Equal((JournalFault.MissingSegment, journal.InputFile(2)), (failure.Fault, failure.File));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_missing_last_segment_is_named(bool isKilled)
    {
        using TestJournal journal = new();
        List<byte[]> written = journal.Write(200, isKilled);
        string last = journal.Places()[^1].File;
        long number = long.Parse(Path.GetFileNameWithoutExtension(last));
        foreach (long behind in journal.Layout.SegmentNumbers(SegmentKind.Input).Where(other => other >= number))
        {
            File.Delete(journal.InputFile(behind));
        }

        JournalException failure = journal.ReadFailure();
        Assert.Equal((JournalFault.MissingSegment, last), (failure.Fault, failure.File));
        Assert.InRange(journal.TryReadInputs().Records.Count, 1, written.Count - 1);
        Assert.Equal(JournalFault.MissingSegment, Assert.Throws<JournalException>(() => journal.Open()).Fault);
    }

    [Fact]
    public void A_truncated_segment_in_the_middle_is_named()
    {
        using TestJournal journal = new();
        journal.Write(200);
        TestJournal.Truncate(journal.InputFile(2), 6000);
        JournalException failure = journal.ReadFailure();
        Assert.Equal((JournalFault.TruncatedSegment, journal.InputFile(2)), (failure.Fault, failure.File));
        Assert.Contains("6000 of 8192 bytes", failure.Message);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 4095)]
    [InlineData(2, 0)]
    [InlineData(2, 100)]
    public void A_segment_cut_inside_its_header_is_no_end_while_later_ones_follow(long number, long length)
    {
        using TestJournal journal = new();
        journal.Write(200, isKilled: true);
        TestJournal.Truncate(journal.InputFile(number), length);
        JournalException failure = journal.ReadFailure();
        Assert.Equal((JournalFault.SegmentHeader, journal.InputFile(number)), (failure.Fault, failure.File));
        Assert.Equal(JournalFault.SegmentHeader, Assert.Throws<JournalException>(() => journal.Open()).Fault);
        Assert.True(journal.Layout.SegmentNumbers(SegmentKind.Input).Count > 2);
    }

    [Fact]
    public void A_segment_in_the_middle_whose_end_became_zeros_is_named()
    {
        using TestJournal journal = new();
        journal.Write(200);
        long offset = journal.Places().Where(place => place.File == journal.InputFile(2)).ElementAt(3).Offset;
        TestJournal.Edit(journal.InputFile(2), bytes => bytes.AsSpan((int)offset).Clear());
        JournalException failure = journal.ReadFailure();
        Assert.Equal((JournalFault.TruncatedSegment, offset), (failure.Fault, failure.Offset));
    }

    [Fact]
    public void A_cleanly_closed_journal_whose_end_was_cut_is_named()
    {
        using TestJournal journal = new();
        journal.Write(20);
        (string file, long offset, _) = journal.Places()[15];
        TestJournal.Truncate(file, offset + 24);
        JournalException failure = journal.ReadFailure();
        Assert.Equal(JournalFault.TruncatedSegment, failure.Fault);
        Assert.Contains("after sequence 20", failure.Message);
        Assert.Contains("after sequence 15", failure.Message);
    }

    [Fact]
    public void Padding_that_is_not_zero_is_named()
    {
        using TestJournal journal = new();
        journal.Write([1000, 1000, 1000, 1000]);
        TestJournal.Edit(journal.InputFile(1), bytes => bytes[8000] = 1);
        Assert.Equal(JournalFault.ReservedNotZero, journal.ReadFailure().Fault);
    }

    [Fact]
    public void A_journal_of_another_cell_is_not_written()
    {
        using TestJournal journal = new();
        journal.Write(3);
        JournalException failure = Assert.Throws<JournalException>(
            () => JournalWriter.Open(journal.Folder, TestJournal.Options() with { Cell = 8 }));
        Assert.Equal(JournalFault.ForeignCell, failure.Fault);
        Assert.Contains("cell 7", failure.Message);
    }

    [Fact]
    public void A_journal_is_not_written_in_an_earlier_epoch()
    {
        using TestJournal journal = new();
        JournalWriter.Open(journal.Folder, TestJournal.Options() with { Epoch = 5 }).Dispose();
        JournalException failure = Assert.Throws<JournalException>(
            () => JournalWriter.Open(journal.Folder, TestJournal.Options() with { Epoch = 4 }));
        Assert.Equal(JournalFault.EpochOrder, failure.Fault);
    }

    [Fact]
    public void A_segment_of_another_journal_is_named()
    {
        using TestJournal journal = new();
        using TestJournal other = new();
        journal.Write(200);
        other.Write(200);
        File.Copy(other.InputFile(2), journal.InputFile(2), overwrite: true);
        Assert.Equal(JournalFault.ForeignJournal, journal.ReadFailure().Fault);
    }

    [Fact]
    public void A_segment_of_another_cell_is_named()
    {
        using TestJournal journal = new();
        journal.Write(200);
        TestJournal.Edit(journal.InputFile(3), bytes => TestRecords.ForgeHeader(bytes, header => header[18] = 9));
        JournalException failure = journal.ReadFailure();
        Assert.Equal((JournalFault.ForeignCell, journal.InputFile(3)), (failure.Fault, failure.File));
    }

    [Fact]
    public void Outputs_of_another_journal_are_not_written_on()
    {
        using TestJournal journal = new();
        using TestJournal other = new();
        journal.Write(5);
        other.Write(5);
        File.Copy(other.OutputFile(1), journal.OutputFile(1), overwrite: true);
        Assert.Equal(JournalFault.ForeignJournal, Assert.Throws<JournalException>(() => journal.Open()).Fault);
    }

    private static void AssertForged(JournalFault fault, Action<byte[], int> change)
    {
        using TestJournal journal = new();
        journal.Write(10);
        (string file, long offset, _) = journal.Places()[9];
        TestJournal.Edit(file, bytes => TestRecords.Forge(bytes, offset, change));
        JournalException failure = journal.ReadFailure();
        Assert.Equal((fault, offset), (failure.Fault, failure.Offset));
    }
}
