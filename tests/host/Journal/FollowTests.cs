using Strategies.Journal.Tests.Support;
using Strategies.Records;

namespace Strategies.Journal.Tests;

public sealed class FollowTests
{
    private const ulong Appends = 60_000;

    [Fact]
    public async Task A_reader_beside_a_writer_sees_only_whole_records_in_order()
    {
        using TestJournal journal = new();
        using JournalWriter writer = journal.Open(64 << 10);
        Task<ulong> following = Task.Run(() => Follow(journal.Folder), TestContext.Current.CancellationToken);
        byte[] buffer = new byte[1024];
        for (ulong sequence = 1; sequence <= Appends; sequence++)
        {
            Memory<byte> record = buffer.AsMemory(0, RecordHeader.Size + TestRecords.PayloadLength(sequence));
            TestRecords.FillInput(record.Span, sequence);
            writer.AppendInput(record.Span);
        }

        Assert.Equal(Appends, await following);
    }

    [Fact]
    public void A_reader_that_came_to_the_end_goes_on_when_more_is_there()
    {
        using TestJournal journal = new();
        using JournalWriter writer = journal.Open();
        using JournalReader reader = JournalReader.OpenInputs(journal.Folder, JournalReadMode.Follow);
        for (ulong sequence = 1; sequence <= 300; sequence++)
        {
            Assert.False(reader.MoveNext());
            writer.AppendInput(TestRecords.Input(sequence, (int)sequence));
            Assert.True(reader.MoveNext());
            Assert.Equal(sequence, reader.Header.Sequence);
            Assert.Equal(sequence, reader.LastSequence);
        }

        Assert.False(reader.MoveNext());
        Assert.Null(reader.TornTail);
    }

    [Fact]
    public void A_reader_that_only_follows_still_finds_damage()
    {
        using TestJournal journal = new();
        journal.Write(10);
        (string file, long offset, _) = journal.Places()[4];
        TestJournal.Edit(file, bytes => bytes[offset + 30] ^= 1);
        using JournalReader reader = JournalReader.OpenInputs(journal.Folder, JournalReadMode.Follow);
        for (int count = 0; count < 4; count++)
        {
            Assert.True(reader.MoveNext());
        }

        Assert.Equal(JournalFault.Checksum, Assert.Throws<JournalException>(() => reader.MoveNext()).Fault);
    }

    private static ulong Follow(string folder)
    {
        using JournalReader reader = JournalReader.OpenInputs(folder, JournalReadMode.Follow);
        byte[] expected = new byte[1024];
        ulong last = 0;
        SpinWait spin = default;
        while (last < Appends)
        {
            if (!reader.MoveNext())
            {
                spin.SpinOnce();
                continue;
            }

            last++;
            Span<byte> record = expected.AsSpan(0, RecordHeader.Size + TestRecords.PayloadLength(last));
            TestRecords.FillInput(record, last);
            Assert.Equal(last, reader.Header.Sequence);
            Assert.True(record[RecordHeader.Size..].SequenceEqual(reader.Record[RecordHeader.Size..]));
        }

        return last;
    }
}
