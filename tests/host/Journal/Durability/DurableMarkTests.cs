using System.Buffers.Binary;
using Strategies.Journal.Cutting;
using Strategies.Journal.Durability;
using Strategies.Journal.Tests.Support;

namespace Strategies.Journal.Tests.Durability;

public sealed class DurableMarkTests
{
    private const int SlotBytes = 4096;

    private static readonly JournalOptions MoveAside =
        TestJournal.Options() with { DamageBeyondDurable = DamagePolicy.MoveAside };

    [Fact]
    public void The_mark_follows_opening_flushing_and_closing()
    {
        using TestJournal journal = new();
        using (JournalWriter writer = journal.Open())
        {
            Assert.Equal((0UL, 0UL), (writer.DurableSequence, DurableMarkFile.Read(journal.Layout)!.Value.InputSequence));
            for (ulong sequence = 1; sequence <= 100; sequence++)
            {
                writer.AppendInput(TestRecords.Input(sequence, 100));
                writer.AppendOutput(TestRecords.Output(sequence, 0));
                if (sequence % 10 == 0)
                {
                    writer.Flush();
                    DurableMark mark = DurableMarkFile.Read(journal.Layout)!.Value;
                    Assert.Equal((sequence, sequence, 0U), (mark.InputSequence, mark.OutputSequence, mark.OutputIndex));
                    Assert.Equal((writer.JournalId, sequence), (mark.JournalId, writer.DurableSequence));
                }
            }

            writer.AppendInput(TestRecords.Input(101, 100));
            Assert.Equal(100UL, writer.DurableSequence);
        }

        Assert.Equal(101UL, DurableMarkFile.Read(journal.Layout)!.Value.InputSequence);
        using JournalWriter again = journal.Open();
        Assert.Equal((101UL, 101UL), (again.DurableSequence, again.Recovery.DurableSequence));
    }

    [Fact]
    public void Damage_before_the_mark_is_refused_whatever_the_options_say()
    {
        using TestJournal journal = new();
        journal.Write(100);
        (string file, long offset, _) = journal.Places()[40];
        TestJournal.Edit(file, bytes => bytes[offset + 20] ^= 1);
        JournalException failure =
            Assert.Throws<JournalException>(() => JournalWriter.Open(journal.Folder, MoveAside));
        Assert.Equal((JournalFault.Checksum, 41UL), (failure.Fault, failure.Sequence));
        Assert.Contains("before input 100", failure.Hint);
        Assert.Contains($"strat journal cut {journal.Folder} --after 40", failure.Hint);
    }

    [Fact]
    public void Damage_where_nothing_is_known_of_the_disk_is_refused()
    {
        using TestJournal journal = new();
        journal.Write(100, isKilled: true);
        (string file, long offset, _) = journal.Places()[40];
        TestJournal.Edit(file, bytes => bytes[offset + 20] ^= 1);
        Assert.Null(DurableMarkFile.Read(journal.Layout));
        Assert.Equal(
            JournalFault.Checksum,
            Assert.Throws<JournalException>(() => JournalWriter.Open(journal.Folder, MoveAside)).Fault);
    }

    [Fact]
    public void An_end_that_was_lost_without_a_trace_is_refused_and_can_be_cut()
    {
        using TestJournal journal = new();
        List<byte[]> written;
        using (TestJournal killed = new())
        {
            written = killed.Write(60, isKilled: true);
            killed.CopyTo(journal.Folder);
        }

        journal.Open().Dispose();
        (string file, long offset, _) = journal.Places()[50];
        TestJournal.Edit(file, bytes =>
        {
            bytes.AsSpan((int)offset).Clear();
            bytes.AsSpan(128, 32).Clear(); // The mark of the clean end, as if it had never been closed.
        });
        JournalException failure =
            Assert.Throws<JournalException>(() => JournalWriter.Open(journal.Folder, MoveAside));
        Assert.Equal((JournalFault.DurableLost, 51UL), (failure.Fault, failure.Sequence));
        Assert.Contains("--after 50", failure.Hint);
        using (JournalCut cut = JournalCut.Prepare(journal.Folder, 50))
        {
            Assert.True(cut.Plan.IsEmpty);
            Assert.Null(cut.Execute());
        }

        using (JournalWriter writer = journal.Open())
        {
            Assert.Equal(50UL, writer.LastSequence);
        }

        TestJournal.AssertSame(written[..50], journal.ReadInputs());
    }

    [Fact]
    public void A_journal_whose_segments_are_all_gone_is_not_begun_anew()
    {
        using TestJournal journal = new();
        journal.Write(10);
        Directory.Delete(journal.Layout.InputFolder, recursive: true);
        Directory.Delete(journal.Layout.OutputFolder, recursive: true);
        JournalException failure = Assert.Throws<JournalException>(() => journal.Open());
        Assert.Equal(JournalFault.DurableLost, failure.Fault);
        Assert.Contains(journal.Layout.DurableFile, failure.Hint);
        File.Delete(journal.Layout.DurableFile);
        journal.Open().Dispose();
    }

    [Fact]
    public void The_mark_of_another_journal_is_refused()
    {
        using TestJournal journal = new();
        using TestJournal other = new();
        journal.Write(10);
        other.Write(5);
        File.Copy(other.Layout.DurableFile, journal.Layout.DurableFile, overwrite: true);
        JournalException failure = Assert.Throws<JournalException>(() => journal.Open());
        Assert.Equal((JournalFault.ForeignJournal, journal.Layout.DurableFile), (failure.Fault, failure.File));
    }

    [Fact]
    public void A_mark_of_a_later_format_is_refused()
    {
        using TestJournal journal = new();
        journal.Write(10);
        TestJournal.Edit(journal.Layout.DurableFile, bytes =>
        {
            foreach (int slot in (ReadOnlySpan<int>)[0, SlotBytes])
            {
                bytes[slot + 8] = 2;
                uint checksum = TestRecords.NaiveCrc32C(bytes.AsSpan(slot, 92));
                BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(slot + 92), checksum);
            }
        });
        Assert.Equal(
            JournalFault.UnknownFormatVersion, Assert.Throws<JournalException>(() => journal.Open()).Fault);
    }

    [Fact]
    public void A_mark_torn_at_any_byte_leaves_the_one_before()
    {
        using TestJournal journal = new();
        journal.Write(10);
        DurableMark last = DurableMarkFile.Read(journal.Layout)!.Value;
        int slot = (int)(last.Counter % 2) * SlotBytes;
        byte[] whole = File.ReadAllBytes(journal.Layout.DurableFile);
        for (int at = 0; at < DurableMark.Size; at++)
        {
            byte[] torn = (byte[])whole.Clone();
            torn[slot + at] ^= 0x40;
            File.WriteAllBytes(journal.Layout.DurableFile, torn);
            Assert.Equal(last.Counter - 1, DurableMarkFile.Read(journal.Layout)!.Value.Counter);
        }

        File.WriteAllBytes(journal.Layout.DurableFile, new byte[2 * SlotBytes]);
        Assert.Null(DurableMarkFile.Read(journal.Layout));
        journal.Open().Dispose();
        Assert.Equal(10UL, DurableMarkFile.Read(journal.Layout)!.Value.InputSequence);
    }
}
