using System.Buffers.Binary;
using Strategies.Journal.Snapshots;
using Strategies.Journal.Tests.Support;

namespace Strategies.Journal.Tests.Snapshots;

public sealed class SnapshotDamageTests
{
    [Fact]
    public void A_snapshot_of_another_journal_is_refused()
    {
        using SnapshotJournal made = new();
        using SnapshotJournal other = new();
        SnapshotEntry foreign = other.Write(15);
        Directory.CreateDirectory(made.Journal.Layout.SnapshotFolder);
        File.Copy(other.FileOf(foreign), made.FileOf(foreign));
        AssertRefused(made, foreign, JournalFault.ForeignJournal);
        Assert.Equal(
            JournalFault.ForeignJournal,
            Assert.Throws<JournalException>(() => made.Store.Write(other.InfoOf(15), [])).Fault);
    }

    [Fact]
    public void A_snapshot_of_another_cell_is_refused() =>
        AssertForged(JournalFault.ForeignCell, bytes => bytes[16] ^= 1);

    [Fact]
    public void A_snapshot_of_a_later_format_is_refused() =>
        AssertForged(JournalFault.UnknownFormatVersion, bytes => bytes[8]++);

    [Fact]
    public void A_snapshot_that_saw_another_record_is_refused()
    {
        AssertForged(JournalFault.SnapshotHistory, bytes => bytes[56] ^= 1);
        using SnapshotJournal made = new();
        SnapshotInfo info = made.InfoOf(15) with { RecordCrc32C = 1 };
        Assert.Equal(
            JournalFault.SnapshotHistory, Assert.Throws<JournalException>(() => made.Store.Write(info, [])).Fault);
    }

    [Fact]
    public void A_snapshot_under_another_name_is_refused()
    {
        using SnapshotJournal made = new();
        SnapshotEntry entry = made.Write(15);
        SnapshotEntry renamed = entry with { Name = entry.Name.Replace("15", "16") };
        File.Move(made.FileOf(entry), made.FileOf(renamed));
        AssertRefused(made, renamed, JournalFault.SnapshotHeader);
    }

    [Fact]
    public void A_snapshot_of_a_later_epoch_is_refused()
    {
        using SnapshotJournal made = new();
        SnapshotInfo info = made.InfoOf(15) with { Epoch = 2 };
        Assert.Equal(
            JournalFault.EpochOrder, Assert.Throws<JournalException>(() => made.Store.Write(info, [])).Fault);
        using (JournalWriter.Open(made.Journal.Folder, TestJournal.Options() with { Epoch = 2 }))
        {
            SnapshotEntry entry = made.Store.Write(info, [1]);
            Assert.Equal("0000000002-00000000000000000015.snap", entry.Name);
            Assert.Null(made.Store.List().Single().Fault);
        }
    }

    [Fact]
    public void A_snapshot_of_an_input_that_is_not_there_is_refused()
    {
        using SnapshotJournal made = new(inputs: 50);
        foreach (ulong sequence in (ReadOnlySpan<ulong>)[0, 51, ulong.MaxValue])
        {
            SnapshotInfo info = made.InfoOf(50) with { Sequence = sequence };
            Assert.Equal(
                JournalFault.SnapshotBeyondEnd,
                Assert.Throws<JournalException>(() => made.Store.Write(info, [])).Fault);
        }
    }

    [Fact]
    public void A_snapshot_that_is_not_there_is_named()
    {
        using SnapshotJournal made = new();
        foreach (string name in (ReadOnlySpan<string>)
            ["0000000001-00000000000000000150.snap", "../input/000000000001.seg", "", "x.snap"])
        {
            JournalException failure = Assert.Throws<JournalException>(() => made.Store.Read(name));
            Assert.Equal(JournalFault.SnapshotMissing, failure.Fault);
        }
    }

    [Fact]
    public void A_snapshot_cut_anywhere_is_refused()
    {
        using SnapshotJournal made = new();
        SnapshotEntry entry = made.Write(15, 5_000);
        byte[] whole = File.ReadAllBytes(made.FileOf(entry));
        for (int length = 0; length < whole.Length; length += length < 4200 ? 1 : 37)
        {
            File.WriteAllBytes(made.FileOf(entry), whole[..length]);
            AssertRefused(made, entry, JournalFault.SnapshotTruncated);
        }

        File.WriteAllBytes(made.FileOf(entry), [.. whole, 0]);
        AssertRefused(made, entry, JournalFault.SnapshotTruncated);
        File.WriteAllBytes(made.FileOf(entry), whole);
        Assert.True(made.Store.List().Single().IsUsable);
    }

    [Fact]
    public void A_bit_flipped_in_any_byte_is_found()
    {
        using SnapshotJournal made = new();
        SnapshotEntry entry = made.Write(15, 1_000);
        byte[] bytes = File.ReadAllBytes(made.FileOf(entry));
        for (int at = 0; at < bytes.Length; at++)
        {
            bytes[at] ^= (byte)(1 << (at % 8));
            File.WriteAllBytes(made.FileOf(entry), bytes);
            JournalException failure = Assert.Throws<JournalException>(() => made.Store.Read(entry.Name));
            Assert.Equal(
                at < SnapshotHeader.PayloadAlignment ? JournalFault.SnapshotHeader : JournalFault.SnapshotHash,
                failure.Fault);
            bytes[at] ^= (byte)(1 << (at % 8));
        }
    }

    [Fact]
    public void Random_bytes_are_never_taken_for_a_snapshot()
    {
        int seed = TestSeed.Value;
        Random random = new(seed);
        using SnapshotJournal made = new();
        SnapshotEntry entry = made.Write(15, 300);
        byte[] whole = File.ReadAllBytes(made.FileOf(entry));
        for (int round = 0; round < 300; round++)
        {
            byte[] bytes = (byte[])whole.Clone();
            int from = random.Next(bytes.Length);
            random.NextBytes(bytes.AsSpan(from, random.Next(8, bytes.Length + 8 - from) is var count
                && from + count <= bytes.Length ? count : bytes.Length - from));
            File.WriteAllBytes(made.FileOf(entry), bytes);
            bool isChanged = !bytes.AsSpan().SequenceEqual(whole);
            Assert.True(made.Store.List().Single().IsUsable != isChanged, $"seed {seed}, round {round}");
        }
    }

    private static void AssertForged(JournalFault fault, Action<byte[]> change)
    {
        using SnapshotJournal made = new();
        SnapshotEntry entry = made.Write(15);
        TestJournal.Edit(made.FileOf(entry), bytes =>
        {
            change(bytes);
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(124), TestRecords.NaiveCrc32C(bytes.AsSpan(0, 124)));
        });
        AssertRefused(made, entry, fault);
    }

    private static void AssertRefused(SnapshotJournal made, SnapshotEntry entry, JournalFault fault)
    {
        JournalException failure = Assert.Throws<JournalException>(() => made.Store.Read(entry.Name));
        Assert.Equal(fault, failure.Fault);
        Assert.Contains(made.FileOf(entry), failure.Message);
        Assert.NotEmpty(failure.Hint);
        SnapshotEntry listed = Assert.Single(made.Store.List());
        Assert.Equal((entry.Name, fault), (listed.Name, listed.Fault?.Fault));
        Assert.Null(made.Store.Latest());
    }
}
