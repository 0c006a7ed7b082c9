using Strategies.Backtest.Tests.Support;
using Strategies.Cell.Messages;
using Strategies.Cell.Processes;
using Strategies.Core.Tests.Support;
using Strategies.Ipc;
using Strategies.Records;
using Strategies.Risk;
using Strategies.Sdk;

namespace Strategies.Core.Tests;

/// <summary>What the loop takes from its rings and from what stands beside them, a turn at a time.</summary>
public sealed class LiveLoopTests : IDisposable
{
    private readonly CoreCell _cell = new();

    public void Dispose() => _cell.Dispose();

    [Fact]
    public void Records_of_a_ring_are_taken_in_order_and_released_only_then()
    {
        ulong start = _cell.LastSequence;
        for (int packet = 0; packet < 100; packet++)
        {
            _cell.SendPacket(packet);
        }

        _cell.Turn();
        Assert.True(_cell.Rings.Market[0].LastReleasedSequence is > 0 and < 100, "a turn takes a part of what is there");
        _cell.Settle();
        JournalRecord[] taken = [.. _cell.Inputs(start).Where(record => record.Type == RecordType.MarketData)];
        Assert.Equal(Enumerable.Range(1, 100).Select(number => (ulong)number), taken.Select(record => record.Header.SourceSequence));
        Assert.Equal(
            Enumerable.Range(0, 100).Select(index => Convert.ToHexString(_cell.Feed[index].Content)),
            taken.Select(record => Convert.ToHexString(record.Bytes.AsSpan(RecordHeader.Size))));
        Assert.Equal(100ul, _cell.Rings.Market[0].LastReleasedSequence);
        Assert.Equal(100, _cell.Board.Packets);
    }

    [Fact]
    public void A_report_comes_before_a_command_and_that_before_a_packet_of_the_same_turn()
    {
        ulong start = _cell.LastSequence;
        _cell.SendPacket(0);
        _cell.SendCommand(RecordType.KillSwitch, new KillSwitchPayload { Scope = RiskScope.Firm, IsSet = 1 });
        _cell.SendReport(RecordType.SessionStatus, new SessionStatusPayload { Venue = 1, IsUp = 0 });
        _cell.Turn();
        Assert.Equal([RecordType.SessionStatus, RecordType.KillSwitch, RecordType.MarketData], _cell.Types(start));
    }

    [Fact]
    public void What_a_source_offers_again_is_dropped_by_its_number()
    {
        _cell.SendPacket(0);
        _cell.SendPacket(1);
        _cell.Settle();
        ulong before = _cell.LastSequence;
        _cell.Market.OfferAgainFrom(1);
        _cell.SendPacket(0);
        _cell.SendPacket(1);
        _cell.SendPacket(2);
        _cell.Settle();
        Assert.Equal([3ul], _cell.Inputs(before).Where(record => record.Type == RecordType.MarketData)
            .Select(record => record.Header.SourceSequence));
        Assert.Equal(2, _cell.Board.Repeats);
        Assert.Equal(0, _cell.Loop.Malformed);
    }

    [Fact]
    public void The_next_core_drops_what_the_one_before_has_in_the_journal()
    {
        _cell.SendPacket(0);
        _cell.SendPacket(1);
        _cell.Settle();
        _cell.Restart();
        ulong before = _cell.LastSequence;
        _cell.Market.OfferAgainFrom(2);
        _cell.SendPacket(1);
        _cell.SendPacket(2);
        _cell.Settle();
        Assert.Equal([3ul], _cell.Inputs(before).Where(record => record.Type == RecordType.MarketData)
            .Select(record => record.Header.SourceSequence));
    }

    [Fact]
    public void Malformed_records_are_counted_and_not_taken_and_the_next_good_one_is()
    {
        ulong start = _cell.LastSequence;
        byte[] wrongSource = _cell.MarketRecord(0, sequence: 1);
        RecordHeader header = RecordWriter.Header(wrongSource) with { SourceKind = SourceKind.Venue };
        System.Runtime.InteropServices.MemoryMarshal.Write(wrongSource, in header);
        CoreCell.Send(_cell.Market, (uint)MarketRingType.Record, wrongSource);
        CoreCell.Send(_cell.Market, (uint)MarketRingType.Record, new byte[RecordHeader.Size - 1]);
        CoreCell.Send(_cell.Market, (uint)MarketRingType.Record, _cell.MarketRecord(0, sequence: 77));
        byte[] output = _cell.MarketRecord(0, sequence: 4);
        header = RecordWriter.Header(output) with { Type = RecordType.NewOrderSingle };
        System.Runtime.InteropServices.MemoryMarshal.Write(output, in header);
        CoreCell.Send(_cell.Market, (uint)MarketRingType.Record, output);
        CoreCell.Send(_cell.Reports, 99, []);
        CoreCell.Send(_cell.Reports, (uint)ReportRingType.ReconcileEnd, new byte[3]);
        _cell.SendPacket(0);
        _cell.Settle();
        Assert.Equal([RecordType.MarketData], _cell.Types(start));
        Assert.Equal(5ul, _cell.Inputs(start).Single(record => record.Type == RecordType.MarketData).Header.SourceSequence);
        Assert.Equal(6, _cell.Loop.Malformed);
    }

    [Fact]
    public void Time_passes_a_second_behind_the_last_input_and_not_before()
    {
        _cell.SendPacket(0);
        _cell.Settle();
        ulong start = _cell.LastSequence;
        long lastNs = _cell.Inputs(start - 1)[0].TimeNs;
        _cell.Turn(999);
        Assert.Equal(start, _cell.LastSequence);
        _cell.Turn(2_500);
        _cell.SendPacket(1);
        _cell.Turn(0.5);
        Assert.Equal(
            [
                (RecordType.Clock, 1_000_000_000L), (RecordType.Clock, 2_000_000_000L), (RecordType.Clock, 3_000_000_000L),
                (RecordType.MarketData, 3_499_500_000L),
            ],
            _cell.Inputs(start).Select(record => (record.Type, record.TimeNs - lastNs)));
    }

    [Fact]
    public void A_timer_that_was_due_before_an_input_gets_its_clock_record_first()
    {
        using CoreCell cell = new(Packages.Ladder);
        ulong start = cell.LastSequence;
        long startedNs = cell.Inputs(start - 1)[0].TimeNs;
        cell.SendPacket(0);
        cell.Turn(2_600);
        (RecordType Type, long AfterNs)[] inputs =
            [.. cell.Inputs(start).Select(record => (record.Type, record.TimeNs - startedNs))];
        Assert.Equal([(RecordType.Clock, 1_000_000_000L), (RecordType.Clock, 2_000_000_000L)], inputs[..2]);
        Assert.Equal(RecordType.MarketData, Assert.Single(inputs[2..]).Type);
        Assert.InRange(inputs[2].AfterNs, 2_600_000_000, 2_999_999_999);
    }

    [Fact]
    public void A_feed_that_falls_silent_is_told_at_its_limit_though_nothing_else_comes()
    {
        using CoreCell cell = new(silentAfterMs: 300);
        cell.SendPacket(0);
        cell.Settle();
        ulong start = cell.LastSequence;
        long lastNs = cell.Inputs(start - 1)[0].TimeNs;
        cell.Turn(299);
        Assert.Equal(start, cell.LastSequence);
        cell.Turn(2);
        JournalRecord clock = Assert.Single(cell.Inputs(start));
        Assert.Equal((RecordType.Clock, 300_000_000L), (clock.Type, clock.TimeNs - lastNs));
        Assert.Equal(AlertCode.FeedSilent, Assert.Single(cell.Outputs(RecordType.Alert)).Payload<AlertPayload>().Code);
    }

    [Fact]
    public void More_clock_records_than_a_turn_takes_hold_no_input_up_and_none_overtakes_them()
    {
        ulong start = _cell.LastSequence;
        _cell.SendPacket(0);
        _cell.Turn(5_000_000);
        List<JournalRecord> inputs = _cell.Inputs(start);
        Assert.Equal(RecordType.MarketData, inputs[^1].Type);
        Assert.Equal(inputs.Count - 1, inputs.Count(record => record.Type == RecordType.Clock));
        Assert.True(inputs.Count > 2_000);
        Assert.Equal(1_000_000_000, inputs[^1].TimeNs - inputs[^2].TimeNs);
        _cell.Settle();
        Assert.InRange(_cell.Inputs(start).Count, 4_990, 5_010);
    }

    [Fact]
    public void The_kill_flag_is_journalled_once_and_again_when_it_is_raised_again()
    {
        ulong start = _cell.LastSequence;
        _cell.Flags.Kill();
        _cell.Turn();
        _cell.Turn();
        KillSwitchPayload kill = Assert.Single(_cell.Inputs(start), record => record.Type == RecordType.KillSwitch)
            .Payload<KillSwitchPayload>();
        Assert.Equal((RiskScope.Firm, 1, "flag"), (kill.Scope, kill.IsSet, kill.Who.ToString()));
        _cell.Flags.Release();
        _cell.Turn();
        Assert.Single(_cell.Inputs(start), record => record.Type == RecordType.KillSwitch);
        _cell.Flags.Kill();
        _cell.Turn();
        Assert.Equal(2, _cell.Inputs(start).Count(record => record.Type == RecordType.KillSwitch));
    }

    [Fact]
    public void Sends_are_held_while_the_disk_takes_nothing_and_go_on_afterwards_once_each()
    {
        ulong start = _cell.LastSequence;
        _cell.Archiver[ArchiverCounter.IsStalled] = 1;
        _cell.PeerMonitor.Look();
        _cell.Turn();
        _cell.Turn();
        Assert.True(_cell.Engine.AreSendsHeld);
        Assert.Equal(1, _cell.Counters[CoreCounter.IsHeld]);
        _cell.Archiver[ArchiverCounter.IsStalled] = 0;
        _cell.PeerMonitor.Look();
        _cell.Turn();
        _cell.Turn();
        Assert.False(_cell.Engine.AreSendsHeld);
        Assert.Equal(0, _cell.Counters[CoreCounter.IsHeld]);
        JournalRecord[] held = [.. _cell.Inputs(start).Where(record => record.Type == RecordType.SendsHeld)];
        Assert.Equal([1, 0], held.Select(record => record.Payload<SendsHeldPayload>().IsHeld));
        Assert.Contains("the disk takes nothing", held[0].Payload<SendsHeldPayload>().Reason.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_silent_venue_takes_its_session_down_and_up_again_by_its_own_word()
    {
        ulong start = _cell.LastSequence;
        _cell.VenueHeartbeat.Beat(MonotonicClock.NowNs - 2_000_000_000);
        _cell.PeerMonitor.Look();
        _cell.Turn();
        _cell.Turn();
        Assert.False(_cell.Engine.IsVenueUp(new VenueId(1)));
        SessionStatusPayload down = Assert.Single(_cell.Inputs(start), record => record.Type == RecordType.SessionStatus)
            .Payload<SessionStatusPayload>();
        Assert.Equal(((ushort)1, 0), (down.Venue, down.IsUp));

        _cell.VenueHeartbeat.Beat(MonotonicClock.NowNs);
        _cell.PeerMonitor.Look();
        _cell.Turn();
        Assert.False(_cell.Engine.IsVenueUp(new VenueId(1)));
        _cell.SendReport(RecordType.SessionStatus, new SessionStatusPayload { Venue = 1, IsUp = 1 });
        _cell.Turn();
        Assert.True(_cell.Engine.IsVenueUp(new VenueId(1)));
        Assert.Contains(_cell.TakeOrders(), record => record.Type == (uint)OrderRingType.ReconcileRequest);
    }

    [Fact]
    public void A_venue_that_said_it_is_up_is_not_missed_by_an_older_look()
    {
        _cell.VenueHeartbeat.Beat(MonotonicClock.NowNs - 2_000_000_000);
        _cell.PeerMonitor.Look();
        _cell.Turn();
        Assert.False(_cell.Engine.IsVenueUp(new VenueId(1)));
        _cell.SendReport(RecordType.SessionStatus, new SessionStatusPayload { Venue = 1, IsUp = 1 });
        _cell.Turn();
        _cell.Turn();
        Assert.True(_cell.Engine.IsVenueUp(new VenueId(1)));

        _cell.PeerMonitor.Look();
        _cell.Turn();
        Assert.False(_cell.Engine.IsVenueUp(new VenueId(1)));
    }

    [Fact]
    public void The_loop_ends_at_a_record_boundary_for_a_next_core_or_when_it_is_to_stop()
    {
        Assert.Equal(LoopEnd.None, _cell.Turn());
        Assert.True(_cell.Flags.RequestHandover(4_711));
        Assert.Equal(LoopEnd.HandedOver, _cell.Turn());
        _cell.Flags.EndHandover();
        Assert.Equal(LoopEnd.None, _cell.Turn());
        _cell.Stop();
        Assert.Equal(LoopEnd.Stopped, _cell.Turn());
    }

    [Fact]
    public void The_longest_turn_is_told_of_the_session_and_of_the_last_minute()
    {
        const int TurnsBetweenLooks = 1_024;
        _cell.Turn();
        _cell.Turn(laterMs: 5_000);
        Turn(TurnsBetweenLooks, everyMs: 1);
        Assert.Equal((5_000_000_000, 5_000_000_000), LongestTurns());
        Turn(TurnsBetweenLooks, everyMs: 100);
        Assert.Equal((5_000_000_000, 100_000_000), LongestTurns());
    }

    private void Turn(int turns, double everyMs)
    {
        for (int turn = 0; turn < turns; turn++)
        {
            _cell.Turn(everyMs);
        }
    }

    private (long SessionNs, long MinuteNs) LongestTurns() =>
        (_cell.Counters[CoreCounter.CycleNsMax], _cell.Counters[CoreCounter.CycleNsMaxMinute]);
}
