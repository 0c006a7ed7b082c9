using Strategies.Journal.Segments;
using Strategies.Journal.Snapshots;
using Strategies.Journal.Tests.Support;
using Strategies.Records;

namespace Strategies.Journal.Tests.Snapshots;

public sealed class SnapshotStoreTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4096)]
    [InlineData(3_000_001)]
    public void What_was_written_is_read_back(int bytes)
    {
        using SnapshotJournal made = new();
        byte[] state = SnapshotJournal.State(bytes, 5);
        SnapshotInfo info = made.InfoOf(150);
        SnapshotEntry entry = made.Store.Write(info, state);
        Assert.Equal("0000000001-00000000000000000150.snap", entry.Name);
        using Snapshot read = made.Store.Read(entry.Name);
        Assert.True(state.AsSpan().SequenceEqual(read.Payload));
        Assert.Equal(info.Sources, read.Info.Sources);
        Assert.Empty(info.Environment.Differences(read.Info.Environment));
        Assert.Equal(
            info with { PayloadBytes = bytes, PayloadHash = entry.Info!.PayloadHash },
            read.Info with { Sources = info.Sources, Environment = info.Environment });
        Assert.Equal(entry.FileBytes, new FileInfo(made.FileOf(entry)).Length);
        Assert.Equal(SnapshotHeader.PayloadAlignment, entry.FileBytes - bytes);
    }

    [Fact]
    public void Many_sources_take_more_room_in_front_of_the_payload()
    {
        using SnapshotJournal made = new();
        SnapshotInfo info = made.InfoOf(10) with
        {
            Sources =
            [
                .. Enumerable.Range(0, 5_000)
                    .Select(id => new SourcePosition(SourceKind.Feed, (ushort)id, (ulong)id << 40)),
            ],
        };
        using Snapshot read = made.Store.Read(made.Store.Write(info, [1, 2, 3]).Name);
        Assert.Equal(info.Sources, read.Info.Sources);
        Assert.Equal([1, 2, 3], read.Payload.ToArray());
    }

    [Fact]
    public void Snapshots_are_listed_newest_first()
    {
        using SnapshotJournal made = new();
        Assert.Empty(made.Store.List());
        Assert.Null(made.Store.Latest());
        foreach (ulong sequence in (ReadOnlySpan<ulong>)[70, 7, 170])
        {
            made.Write(sequence);
        }

        File.WriteAllText(Path.Combine(made.Journal.Layout.SnapshotFolder, "notes.txt"), "hello");
        Assert.Equal([170UL, 70UL, 7UL], made.Store.List().Select(entry => entry.Sequence));
        Assert.All(made.Store.List(), entry => Assert.True(entry.IsUsable, entry.Fault?.Message));
        Assert.Equal(70UL, made.Store.Latest(169)!.Sequence);
        Assert.Equal(170UL, made.Store.Latest(170)!.Sequence);
        Assert.Null(made.Store.Latest(6));
    }

    [Fact]
    public void The_newest_usable_one_is_read_and_the_others_are_named()
    {
        using SnapshotJournal made = new();
        SnapshotEntry old = made.Write(50);
        SnapshotEntry damaged = made.Write(100);
        TestJournal.Edit(made.FileOf(damaged), bytes => bytes[^1] ^= 1);
        List<SnapshotEntry> refused = [];
        using Snapshot? read = made.Store.ReadLatest(ulong.MaxValue, refused);
        Assert.Equal(old.Name, read!.Name);
        Assert.Equal((damaged.Name, JournalFault.SnapshotHash), (refused.Single().Name, refused.Single().Fault!.Fault));
        Assert.Equal(old.Name, made.Store.Latest()!.Name);
    }

    [Fact]
    public void A_snapshot_of_the_same_input_replaces_the_one_before()
    {
        using SnapshotJournal made = new();
        made.Write(50);
        made.Store.Write(made.InfoOf(50), [9]);
        using Snapshot read = made.Store.Read(made.Store.List().Single().Name);
        Assert.Equal([9], read.Payload.ToArray());
    }

    [Fact]
    public void A_snapshot_can_be_written_and_read_beside_a_writer()
    {
        using TestJournal journal = new();
        using JournalWriter writer = journal.Open();
        for (ulong sequence = 1; sequence <= 300; sequence++)
        {
            byte[] record = TestRecords.Input(sequence, 100);
            writer.AppendInput(record);
            if (sequence % 50 == 0)
            {
                SnapshotInfo info = new()
                {
                    Cell = 7,
                    Epoch = 1,
                    Sequence = sequence,
                    EngineTimeNs = 1,
                    JournalId = writer.JournalId,
                    RecordCrc32C = RecordWriter.Header(record).Crc32C,
                    StateDigest = 0,
                    Sources = [],
                    Environment = EnvironmentInfo.Capture("engine", [], []),
                };
                new SnapshotStore(journal.Layout).Write(info, record);
                Assert.Equal(sequence, new SnapshotStore(journal.Layout).Latest()!.Sequence);
            }
        }

        Assert.Equal(6, new SnapshotStore(journal.Layout).List().Count(entry => entry.IsUsable));
    }

    [Fact]
    public void Pruning_keeps_the_newest_that_can_be_used_and_what_is_newer()
    {
        using SnapshotJournal made = new();
        using SnapshotJournal other = new();
        List<SnapshotEntry> entries = [.. ((ulong[])[10, 20, 30, 40, 50, 60]).Select(sequence => made.Write(sequence))];
        TestJournal.Edit(made.FileOf(entries[5]), bytes => bytes[^1] ^= 1);
        TestJournal.Edit(made.FileOf(entries[1]), bytes => bytes[^1] ^= 1);
        SnapshotEntry foreign = other.Write(15);
        File.Copy(other.FileOf(foreign), made.FileOf(foreign));
        Assert.Equal([entries[2].Name, entries[1].Name, entries[0].Name], made.Store.Prune(2));
        Assert.Equal([60UL, 50UL, 40UL, 15UL], made.Store.List().Select(entry => entry.Sequence));
        Assert.Equal(
            JournalFault.InvalidOption, Assert.Throws<JournalException>(() => made.Store.Prune(0)).Fault);
    }

    [Fact]
    public void Snapshots_of_inputs_that_a_power_loss_took_are_moved_aside_before_others_get_their_numbers()
    {
        using SnapshotJournal made = new();
        made.Write(20);
        SnapshotEntry lost = made.Write(150);
        TestJournal journal = made.Journal;
        (string file, long offset, _) = journal.Places()[99];
        foreach (long number in journal.Layout.SegmentNumbers(SegmentKind.Input))
        {
            if (string.CompareOrdinal(journal.InputFile(number), file) > 0)
            {
                File.Delete(journal.InputFile(number));
            }
        }

        TestJournal.Truncate(file, offset);
        File.Delete(journal.Layout.DurableFile); // As if none of it had been flushed.
        JournalException failure = Assert.Throws<JournalException>(() => made.Store.Read(lost.Name));
        Assert.Equal(JournalFault.SnapshotBeyondEnd, failure.Fault);
        using (JournalWriter writer = journal.Open())
        {
            Assert.Equal(99UL, writer.LastSequence);
            string aside = Path.Combine(journal.Layout.CutFolder, "000001", "snapshot", lost.Name);
            Assert.Equal([aside], writer.Recovery.SnapshotsMovedAside);
            Assert.True(File.Exists(aside));
        }

        Assert.Equal(20UL, made.Store.List().Single().Sequence);
    }
}
