using Strategies.Journal.Tests.Support;

namespace Strategies.Journal.Tests;

public sealed class TornTailTests
{
    [Fact]
    public void A_record_without_its_first_word_is_a_torn_tail_and_is_cut_cleanly()
    {
        using TestJournal journal = new();
        List<byte[]> written = journal.Write(20, isKilled: true);
        (string file, long offset, int length) = journal.Places()[19];
        TestJournal.Edit(file, bytes => bytes.AsSpan((int)offset, 8).Clear());
        (List<byte[]> records, JournalException? failure, TornTail? tail) = journal.TryReadInputs();
        Assert.Null(failure);
        Assert.Equal(19, records.Count);
        Assert.Equal(new TornTail(file, offset, length, 0), tail);

        using (JournalWriter writer = journal.Open())
        {
            Assert.Equal(tail, writer.Recovery.InputTail);
            Assert.False(writer.Recovery.WasClosedCleanly);
            Assert.Equal(20UL, writer.AppendInput(written[19]));
        }

        TestJournal.AssertSame(written, journal.ReadInputs());
    }

    [Fact]
    public void A_killed_writer_without_a_half_record_leaves_no_torn_tail()
    {
        using TestJournal journal = new();
        journal.Write(20, isKilled: true);
        (List<byte[]> records, JournalException? failure, TornTail? tail) = journal.TryReadInputs();
        Assert.Equal((20, null, null), (records.Count, failure, tail));
    }

    [Fact]
    public void A_file_that_ends_inside_its_header_is_a_torn_tail()
    {
        using TestJournal journal = new();
        List<byte[]> written = journal.Write(200, isKilled: true);
        string file = journal.Places()[^1].File;
        int before = journal.Places().Count(place => place.File != file);
        TestJournal.Truncate(file, 1000);
        (List<byte[]> records, JournalException? failure, TornTail? tail) = journal.TryReadInputs();
        Assert.Null(failure);
        Assert.Equal(before, records.Count);
        Assert.Equal((file, 0L, 3096L), (tail!.File, tail.Offset, tail.FileBytesMissing));
        using (JournalWriter writer = journal.Open())
        {
            Assert.Equal((ulong)before, writer.Recovery.LastInputSequence);
            for (int index = before; index < written.Count; index++)
            {
                writer.AppendInput(written[index]);
            }
        }

        TestJournal.AssertSame(written, journal.ReadInputs());
    }

    [Fact]
    public void A_segment_that_was_begun_but_has_no_record_yet_is_no_fault()
    {
        using TestJournal journal = new();
        List<byte[]> written = journal.Write(200, isKilled: true);
        List<(string File, long Offset, int Length)> places = journal.Places();
        (string file, long first, _) = places.First(place => place.File == places[^1].File);
        (string fileBefore, long lastOffset, int lastLength) = places.Last(place => place.File != file);
        int kept = places.FindIndex(place => place.File == file);

        // As a kill between the two steps leaves it: the next segment's header is there, the old one's padding is not.
        TestJournal.Edit(file, bytes => bytes.AsSpan((int)first).Clear());
        TestJournal.Edit(fileBefore, bytes => bytes.AsSpan((int)lastOffset + ((lastLength + 7) & ~7)).Clear());
        (List<byte[]> records, JournalException? failure, TornTail? tail) = journal.TryReadInputs();
        Assert.Equal((kept, null, null), (records.Count, failure, tail));
        using (JournalWriter writer = journal.Open())
        {
            Assert.Equal((ulong)kept, writer.LastSequence);
            for (int index = kept; index < written.Count; index++)
            {
                writer.AppendInput(written[index]);
            }
        }

        TestJournal.AssertSame(written, journal.ReadInputs());
    }

    [Fact]
    public void A_journal_that_was_made_and_never_used_is_empty()
    {
        using TestJournal journal = new();
        journal.Write(0, isKilled: true);
        (List<byte[]> records, JournalException? failure, TornTail? tail) = journal.TryReadInputs();
        Assert.Equal((0, null, null), (records.Count, failure, tail));
        TestJournal.Truncate(journal.InputFile(1), 0);
        Assert.Empty(journal.ReadInputs());
        using JournalWriter writer = journal.Open();
        Assert.True(writer.Recovery.IsNew);
        Assert.Equal(1UL, writer.AppendInput(TestRecords.Input(1, 1)));
    }
}
