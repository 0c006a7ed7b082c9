using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Strategies.Backtest.Tests.Support;
using Strategies.Driver.Replay;
using Strategies.Driver.Tests.Support;
using Strategies.Journal;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Driver.Tests.Replay;

/// <summary>Whole journals replayed: equal, and each way in which they cannot be.</summary>
public sealed class ReplayRunnerTests(RecordedDay day) : IClassFixture<RecordedDay>
{
    [Fact]
    public void An_untouched_journal_replays_equal()
    {
        ReplayResult replay = TestSession.Replay(day.Folder);
        Assert.True(replay.IsMatch, replay.Difference?.ToString());
        Assert.Equal((ulong)day.Inputs.Count, replay.Inputs);
        Assert.Equal(day.Outputs.Count, replay.Outputs);
        Assert.Equal(6_000, replay.MarketMessages);
        Assert.True(replay.IsClosedCleanly);
        Assert.Null(replay.TornTail);
        Assert.Empty(replay.EnvironmentDifferences);
    }

    /// <summary>The journal as it was written before the day's last record told who ended it and why.</summary>
    [Fact]
    public void A_journal_whose_end_of_day_has_no_payload_is_read_and_replays_equal()
    {
        string folder = day.NewFolder();
        RecordedDay.CopyFolder(new JournalLayout(day.Folder).StoreFolder, new JournalLayout(folder).StoreFolder);
        using (JournalWriter journal = RecordedDay.NewJournal(folder))
        {
            SpyPort port = new();
            EngineDriver driver = port.Driver = new EngineDriver(day.NewEngine(), journal, port);
            day.Drive(driver, day.Inputs.Count - 1);
            JournalRecord end = day.Inputs[^1];
            Assert.Equal(RecordType.EndOfDay, end.Type);
            new InputWriter(driver).TakeFromDriver(RecordType.EndOfDay, end.TimeNs, []);
        }

        Assert.Equal(RecordHeader.Size, JournalRecord.Inputs(folder)[^1].Header.Length);
        ReplayResult replay = TestSession.Replay(folder);
        Assert.True(replay.IsMatch, replay.Difference?.ToString());
        Assert.Equal((ulong)day.Inputs.Count, replay.Inputs);
        Assert.Equal(day.Outputs.Count, replay.Outputs);
        Assert.Equal(TestSession.Replay(day.Folder).Digest, replay.Digest);
    }

    [Fact]
    public void The_digest_is_the_same_each_time() =>
        Assert.Equal(TestSession.Replay(day.Folder).Digest, TestSession.Replay(day.Folder).Digest);

    [Fact]
    public void A_flipped_byte_in_an_input_is_named_with_file_offset_and_sequence()
    {
        string copy = day.Copy();
        RecordPlace place = RecordPlace.Find(copy, isInput: true, MiddlePacket());
        place.Flip(RecordHeader.Size + 40);
        JournalException damage = Assert.Throws<JournalException>(() => TestSession.Replay(copy));
        Assert.Equal(JournalFault.Checksum, damage.Fault);
        Assert.Equal((place.File, place.Offset, place.Sequence), (damage.File, damage.Offset, damage.Sequence));
        Assert.NotEmpty(damage.Hint);
    }

    [Fact]
    public void A_flipped_byte_in_an_output_is_damage_too()
    {
        string copy = day.Copy();
        RecordPlace place = RecordPlace.Find(copy, isInput: false, MiddleOrder());
        place.Flip(RecordHeader.Size + 32);
        JournalException damage = Assert.Throws<JournalException>(() => TestSession.Replay(copy));
        Assert.Equal(JournalFault.Checksum, damage.Fault);
        Assert.Equal((place.File, place.Offset), (damage.File, damage.Offset));
    }

    [Fact]
    public void An_output_that_was_changed_with_its_checksum_is_found_by_the_comparison_and_its_field_named()
    {
        string copy = day.Copy();
        JournalRecord order = MiddleOrder();
        RecordPlace place = RecordPlace.Find(copy, isInput: false, order);
        int priceOffset = RecordHeader.Size + (int)Marshal.OffsetOf<OrderPayload>(nameof(OrderPayload.Price));
        place.Forge(priceOffset);
        ReplayResult replay = TestSession.Replay(copy);
        Assert.False(replay.IsMatch);
        Assert.Equal(order.Sequence, replay.Difference!.Cause);
        Assert.Equal(order.Header.Index, replay.Difference.Index);
        Assert.Equal(RecordType.NewOrderSingle, replay.Difference.Type);
        Assert.Equal("Price", replay.Difference.Field);
        Assert.NotEqual(replay.Difference.Recorded, replay.Difference.Replayed);
        Assert.Equal((place.File, place.Offset), (replay.Difference.File, replay.Difference.Offset));
        Assert.Equal(order.Sequence, replay.Inputs);
    }

    [Fact]
    public void An_input_that_was_changed_with_its_checksum_makes_other_outputs_and_the_first_is_named()
    {
        string copy = day.Copy();
        JournalRecord report = day.Inputs.Where(
            input => input.Type == RecordType.ExecutionReport
                && input.Payload<ExecutionReportPayload>().ExecType == ExecType.Trade).ElementAt(2);
        int feeOffset = RecordHeader.Size + (int)Marshal.OffsetOf<ExecutionReportPayload>(
            nameof(ExecutionReportPayload.Fee));
        RecordPlace.Find(copy, isInput: true, report).Forge(feeOffset);
        ReplayResult replay = TestSession.Replay(copy);
        Assert.False(replay.IsMatch);
        Assert.Equal(report.Sequence, replay.Difference!.Cause);
        Assert.Equal(RecordType.OrderState, replay.Difference.Type);
        Assert.Equal("Fee", replay.Difference.Field);
    }

    [Fact]
    public void Market_data_that_was_changed_with_its_checksum_makes_other_outputs_later()
    {
        string copy = day.Copy();
        JournalRecord added = day.Inputs.Last(input =>
            input.Type == RecordType.MarketData && Row(input).Split(',')[1] == "1");
        string[] row = Row(added).Split(',');
        int lastDigitOfSize = added.Bytes.Length - Row(added).Length + string.Join(',', row[..4]).Length - 1;
        RecordPlace.Find(copy, isInput: true, added).Forge(lastDigitOfSize);
        ReplayResult replay = TestSession.Replay(copy);
        Assert.False(replay.IsMatch);
        Assert.True(replay.Difference!.Cause > added.Sequence);
        Assert.Equal(RecordType.StateDigest, replay.Difference.Type);
        Assert.Equal("Books", replay.Difference.Field);
        Assert.NotEmpty(replay.Difference.ToString());
    }

    [Fact]
    public void A_missing_output_is_named()
    {
        string folder = Rewritten(outputs => outputs.RemoveAll(output => output.Sequence == MiddleOrder().Sequence));
        ReplayResult replay = TestSession.Replay(folder);
        Assert.False(replay.IsMatch);
        Assert.Equal(Journal.Replay.OutputDifferenceKind.MissingInJournal, replay.Difference!.Kind);
        Assert.Equal(MiddleOrder().Sequence, replay.Difference.Cause);
    }

    [Fact]
    public void A_journal_that_was_closed_and_then_cut_is_truncated_and_not_torn()
    {
        string copy = day.Copy();
        RecordPlace place = RecordPlace.Find(copy, isInput: true, MiddlePacket());
        RecordPlace.Cut(place.File, place.Offset + 20);
        JournalException damage = Assert.Throws<JournalException>(() => TestSession.Replay(copy));
        Assert.Equal(JournalFault.TruncatedSegment, damage.Fault);
        Assert.Equal(place.File, damage.File);
        Assert.NotEmpty(damage.Hint);
    }

    [Fact]
    public void A_journal_whose_writer_was_killed_replays_equal_as_far_as_it_goes_and_its_torn_tail_is_told()
    {
        int kept = day.Inputs.Count / 2;
        string killed = day.NewFolder();
        string folder = day.NewFolder();
        using (JournalWriter journal = RecordedDay.NewJournal(folder))
        {
            SpyPort port = new();
            port.Driver = new EngineDriver(day.NewEngine(), journal, port);
            day.Drive(port.Driver, kept);
            RecordedDay.CopyFolder(folder, killed);
        }

        RecordedDay.CopyFolder(new JournalLayout(day.Folder).StoreFolder, new JournalLayout(killed).StoreFolder);
        RecordPlace last = RecordPlace.Find(killed, isInput: true, day.Inputs[kept - 1]);
        last.ScribbleBehind();
        ReplayResult replay = TestSession.Replay(killed);
        Assert.True(replay.IsMatch, replay.Difference?.ToString());
        Assert.Equal((ulong)kept, replay.Inputs);
        Assert.False(replay.IsClosedCleanly);
        Assert.Equal(last.File, replay.TornTail!.File);
        Assert.Equal(last.End, replay.TornTail.Offset);
    }

    [Fact]
    public void A_package_that_is_gone_from_the_store_is_named()
    {
        string copy = day.Copy();
        string package = PackageFolder(copy);
        Directory.Delete(package, recursive: true);
        JournalException missing = Assert.Throws<JournalException>(() => TestSession.Replay(copy));
        Assert.Contains(Path.GetFileName(package), missing.Message);
        Assert.NotEmpty(missing.Hint);
    }

    [Fact]
    public void A_package_that_was_tampered_with_is_not_run()
    {
        string copy = day.Copy();
        string package = PackageFolder(copy);
        string assembly = Directory.GetFiles(package, "*.dll").Single();
        File.SetAttributes(assembly, FileAttributes.Normal);
        byte[] bytes = File.ReadAllBytes(assembly);
        bytes[^100] ^= 1;
        File.WriteAllBytes(assembly, bytes);
        JournalException tampered = Assert.Throws<JournalException>(() => TestSession.Replay(copy));
        Assert.Contains(Path.GetFileName(package), tampered.Message);
        Assert.NotEmpty(tampered.Hint);
    }

    [Fact]
    public void A_journal_that_does_not_begin_with_a_day_is_refused()
    {
        string folder = day.NewFolder();
        using (JournalWriter journal = RecordedDay.NewJournal(folder))
        {
            journal.AppendInput((byte[])day.Inputs.First(input => input.Type == RecordType.Clock).Bytes.Clone());
        }

        JournalException refused = Assert.Throws<JournalException>(() => TestSession.Replay(folder));
        Assert.Equal(JournalFault.NotAJournal, refused.Fault);
        Assert.Contains("the first input is Clock, not StartOfDay", refused.Message);
    }

    [Fact]
    public void Progress_is_told_now_and_then()
    {
        ulong last = 0;
        int count = 0;
        TestSession.Replay(day.Folder, input =>
        {
            Assert.True(input > last);
            last = input;
            count++;
        });
        Assert.Equal(day.Inputs.Count / (1 << 16), count);
    }

    private JournalRecord MiddlePacket() =>
        day.Inputs.Where(input => input.Type == RecordType.MarketData).ElementAt(3_000);

    /// <summary>The row of the message file in a packet.</summary>
    private static string Row(JournalRecord packet)
    {
        int prefixAt = RecordHeader.Size + Unsafe.SizeOf<MarketDataPrefix>();
        LobsterPrefix prefix = MemoryMarshal.Read<LobsterPrefix>(packet.Bytes.AsSpan(prefixAt));
        int textAt = prefixAt + Unsafe.SizeOf<LobsterPrefix>()
            + (prefix.LevelSetCount * Unsafe.SizeOf<LobsterLevelSet>());
        return Encoding.ASCII.GetString(packet.Bytes, textAt, prefix.TextLength);
    }

    private JournalRecord MiddleOrder()
    {
        List<JournalRecord> orders = [.. day.Outputs.Where(output => output.Type == RecordType.NewOrderSingle)];
        return orders[orders.Count / 2];
    }

    private string PackageFolder(string journal) =>
        Path.Combine(new JournalLayout(journal).StoreFolder, day.Result.Swaps[0].ToHash.ToString());

    /// <summary>The day's journal written once more, with other outputs.</summary>
    private string Rewritten(Action<List<JournalRecord>> change)
    {
        List<JournalRecord> outputs = [.. day.Outputs];
        change(outputs);
        string folder = day.NewFolder();
        using (JournalWriter journal = RecordedDay.NewJournal(folder))
        {
            int next = 0;
            foreach (JournalRecord input in day.Inputs)
            {
                ulong sequence = journal.AppendInput((byte[])input.Bytes.Clone());
                for (; next < outputs.Count && outputs[next].Sequence == sequence; next++)
                {
                    journal.AppendOutput((byte[])outputs[next].Bytes.Clone());
                }
            }
        }

        RecordedDay.CopyFolder(new JournalLayout(day.Folder).StoreFolder, new JournalLayout(folder).StoreFolder);
        return folder;
    }
}
