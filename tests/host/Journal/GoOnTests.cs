using Strategies.Journal.Segments;
using Strategies.Journal.Tests.Support;
using Strategies.Records;

namespace Strategies.Journal.Tests;

/// <summary>A writer that goes on with a journal which it followed while another one wrote it.</summary>
public sealed class GoOnTests
{
    private const int Segment = 8192;

    [Fact]
    public void A_journal_that_was_handed_over_is_gone_on_with_where_its_readers_stand_and_nothing_is_cut()
    {
        using TestJournal journal = new();
        using JournalWriter first = journal.Open();
        Append(first, 10);
        using FollowedJournal followed = new(journal);
        Append(first, 5);
        first.HandOver();
        followed.ReadToEnd();
        using (JournalWriter next = followed.GoOn())
        {
            Assert.Equal(15UL, next.LastSequence);
            Assert.True(next.Recovery.WasClosedCleanly);
            Assert.Equal((15UL, 1U), (next.Recovery.LastOutputSequence, next.Recovery.LastOutputIndex));
            Append(next, 400);
        }

        first.Dispose(); // Whoever handed over lets go of its memory whenever it has time.
        Assert.Equal(415, journal.ReadInputs().Count);
    }

    [Fact]
    public void The_spare_that_the_writer_before_has_left_is_the_next_segment()
    {
        using TestJournal journal = new();
        using JournalWriter first = journal.Open();
        Append(first, 3);
        Patience.Until("the spares", () => File.Exists(journal.InputFile(2)) && File.Exists(journal.OutputFile(2)));
        using FollowedJournal followed = new(journal);
        first.HandOver();
        Assert.True(File.Exists(journal.InputFile(2)));
        using FileStream spare = new(journal.InputFile(2), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using JournalWriter next = followed.GoOn();
        Append(next, 200);
        Assert.NotEqual(0, spare.ReadByte()); // The same file: begun by now.
    }

    [Fact]
    public void Readers_that_do_not_stand_at_the_end_lead_to_the_same_journal_the_long_way()
    {
        using TestJournal journal = new();
        using JournalWriter first = journal.Open();
        Append(first, 10);
        using FollowedJournal followed = new(journal);
        Append(first, 10);
        first.HandOver();
        using (JournalWriter next = followed.GoOn())
        {
            Assert.Equal(20UL, next.LastSequence);
            Append(next, 100);
        }

        Assert.Equal(120, journal.ReadInputs().Count);
    }

    [Fact]
    public void A_journal_that_is_still_open_is_refused_and_stays_as_it_is()
    {
        using TestJournal journal = new();
        using JournalWriter first = journal.Open();
        Append(first, 10);
        using FollowedJournal followed = new(journal);
        Assert.Equal(
            JournalFault.Locked,
            Assert.Throws<JournalException>(() => followed.GoOn()).Fault);
        Append(first, 1);
        Assert.Equal(11UL, first.LastSequence);
    }

    [Fact]
    public void Random_handovers_leave_a_journal_with_every_record_once()
    {
        int seed = TestSeed.Value;
        Random random = new(seed);
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        using TestJournal journal = new();
        JournalWriter writer = journal.Open();
        List<JournalWriter> old = [];
        try
        {
            Append(writer, 1);
            for (int handover = 0; handover < 60; handover++)
            {
                using FollowedJournal followed = new(
                    journal,
                    (ulong)random.Next((int)writer.LastSequence + 1),
                    (ulong)random.Next((int)writer.LastSequence + 1));
                Append(writer, random.Next(80));
                writer.HandOver();
                old.Add(writer);
                if (random.Next(5) > 0)
                {
                    followed.ReadToEnd();
                }

                ulong last = writer.LastSequence;
                long bytes = Segment * (1 + random.Next(2));
                writer = followed.GoOn(bytes);
                Assert.Equal(last, writer.LastSequence);
                Append(writer, random.Next(3));
            }
        }
        finally
        {
            writer.Dispose();
            old.ForEach(one => one.Dispose());
        }

        ulong expected = 0;
        foreach (byte[] record in journal.ReadInputs())
        {
            Assert.Equal(++expected, RecordWriter.Header(record).Sequence);
        }

        Assert.True(expected == writer.LastSequence, $"seed {seed}: {expected} of {writer.LastSequence}");
        using JournalReader all = JournalReader.OpenOutputs(journal.Folder);
        ulong count = 0;
        while (all.MoveNext())
        {
            count++;
        }

        Assert.True(count == 2 * expected, $"seed {seed}: {count} outputs of {expected} inputs");
    }

    private static void Append(JournalWriter writer, int count)
    {
        for (int index = 0; index < count; index++)
        {
            ulong cause = writer.AppendInput(TestRecords.Input(writer.LastSequence + 1, 40 + (index % 100)));
            writer.AppendOutput(TestRecords.Output(cause, 0));
            writer.AppendOutput(TestRecords.Output(cause, 1));
        }
    }
}
