using Strategies.Cell.Messages;
using Strategies.Cell.Processes;
using Strategies.Gateways.Tests.Support;
using Strategies.Ipc;
using Strategies.Ipc.Metrics;
using Strategies.Records;
using Strategies.Sdk;
using Strategies.Venues;

namespace Strategies.Gateways.Tests;

/// <summary>The venue as a process of its own, with the test as the core, in real time.</summary>
public sealed class ProcessTests(ITestOutputHelper output)
{
    private const int Kills = 12;
    private const int KilledCode = 137;
    private const int OfferedAgain = 20;

    private readonly List<RingRecord> _market = [];
    private readonly List<RingRecord> _reports = [];
    private readonly List<OrderKey> _sent = [];
    private int _sessions;

    [Fact]
    public void Killed_at_any_moment_it_leaves_the_market_ring_whole_and_hands_no_order_over_twice()
    {
        int seed = TestSeed.Value;
        output.WriteLine($"seed {seed}");
        Random random = new(seed);
        using VenueCell cell = new(new VenueCellOptions
        {
            Rows = 24_000,
            TimeDivisor = 3_600,
            IsRealTime = true,

            // A machine that is busy otherwise must not look like a core that is silent.
            BlockAfterMs = 60_000,
        });
        int killsUnderLoad = 0;
        for (int kill = 0; kill < Kills; kill++)
        {
            using VenueChild child = VenueChild.Start(cell.CellFile);
            int sessions = _sessions;
            long endNs = kill % 4 == 0 ? MonotonicClock.NowNs + (random.Next(400) * VenueCell.NsPerMs) : long.MaxValue;
            Pump(cell, () => MonotonicClock.NowNs > endNs || _sessions > sessions);
            OfferAgain(cell);
            endNs = MonotonicClock.NowNs + (random.Next(150_000) * 1_000L);
            Pump(cell, () => MonotonicClock.NowNs > endNs);
            Assert.Equal(KilledCode, child.Kill());
            killsUnderLoad += _sessions > sessions ? 1 : 0;
        }

        using VenueChild last = VenueChild.Start(cell.CellFile);
        int before = _sessions;
        Pump(cell, () => _sessions > before);
        OfferAgain(cell);
        Pump(cell, () => cell[VenueCounter.IsFeedEnded] == 1 && cell.OrderRing.BacklogBytes == 0);
        cell.Ask(OrderRingType.EndOfDay, 4);
        Pump(cell, () => _reports.Exists(report => report.Type == (uint)ReportRingType.DayEnded), sends: false);
        Assert.Equal(0, last.Stop());

        output.WriteLine(
            $"{killsUnderLoad} of {Kills} kills under load, {_market.Count} market records, {_sent.Count} orders, "
            + $"{_reports.Count} reports, {cell[VenueCounter.Repeats]} repeats");
        Assert.InRange(killsUnderLoad, Kills / 2, Kills);
        AssertMarket(cell);
        AssertOrders();
        Assert.Equal(HeartbeatState.Stopped, Heartbeat.Open(cell.Regions.HeartbeatOf(ProcessRole.Venue)).Read().State);
    }

    [Fact]
    public void It_gives_its_CPU_away_while_there_is_little_to_do_and_beats_all_the_while()
    {
        using VenueCell cell = new(new VenueCellOptions { Rows = 400, TimeDivisor = 1, IsRealTime = true });
        using VenueChild child = VenueChild.Start(cell.CellFile);
        Pump(cell, () => _sessions > 0, sends: false);
        using Heartbeat heartbeat = Heartbeat.Open(cell.Regions.HeartbeatOf(ProcessRole.Venue));
        ulong fromBeats = heartbeat.Read().Beats;
        long fromSleeps = child.Sleeps;
        Pump(cell, () => heartbeat.Read().Beats > fromBeats + 2_000, sends: false);

        // A turn without work ends in a sleep, but for the few right behind one with work.
        double sleepsPerBeat = (double)(child.Sleeps - fromSleeps) / (heartbeat.Read().Beats - fromBeats);
        output.WriteLine($"{sleepsPerBeat:F2} sleeps a beat");
        Assert.InRange(sleepsPerBeat, 0.5, 1.1);
        Assert.Equal(0, child.Stop());
    }

    /// <summary>Is the core, busy, until something is so: beats, takes what comes, sends orders.</summary>
    private void Pump(VenueCell cell, Func<bool> isDone, bool sends = true)
    {
        const int RoundsAtATime = 100;
        Patience.Until("the end of pumping", () =>
        {
            int round = 0;
            while (round < RoundsAtATime && !isDone())
            {
                Pump(cell, sends);
                round++;
            }

            return round < RoundsAtATime;
        });
    }

    private void Pump(VenueCell cell, bool sends)
    {
        cell.Core.Beat(MonotonicClock.NowNs);
        _market.AddRange(cell.TakeMarket());
        List<RingRecord> reports = cell.TakeReports();
        _sessions += reports.Count(IsSessionStatus);
        _reports.AddRange(reports);
        if (sends && cell.OrderRing.BacklogBytes < 1 << 16)
        {
            Send(cell);
        }

        Thread.Sleep(0);
    }

    private void Send(VenueCell cell)
    {
        ulong number = (ulong)_sent.Count + 1;
        OrderPayload order = number % 8 == 0 ? Order.FarBid(number) : Order.HighBid(number);
        _sent.Add(cell.Send(RecordType.NewOrderSingle, in order));
        if (_sent.Count % 50 == 0)
        {
            cell.Ask(OrderRingType.ReconcileRequest, (ulong)_sent.Count);
        }
    }

    /// <summary>What a core does after a recovery: it does not know whether its last orders went out.</summary>
    private void OfferAgain(VenueCell cell)
    {
        for (int index = Math.Max(0, _sent.Count - OfferedAgain); index < _sent.Count; index++)
        {
            cell.Send(RecordType.NewOrderSingle, Order.FarBid((ulong)index + 1), _sent[index]);
        }
    }

    private static bool IsSessionStatus(RingRecord report) =>
        report.Type == (uint)ReportRingType.Record && report.Header.Type == RecordType.SessionStatus;

    private void AssertMarket(VenueCell cell)
    {
        Assert.Equal((uint)MarketRingType.FeedEnded, _market[^1].Type);
        FeedTests.AssertFeed(cell.Feed, _market[..^1]);
        Assert.Equal(cell.Feed.Count, cell[VenueCounter.Packets]);
    }

    /// <summary>Every session began with nothing: an order handed over again would be accepted a second time.</summary>
    private void AssertOrders()
    {
        for (int index = 0; index < _reports.Count; index++)
        {
            Assert.Equal((ulong)index + 1, _reports[index].Sequence);
        }

        List<ExecutionReportPayload> reports = [.. _reports
            .Where(report => report.Type == (uint)ReportRingType.Record
                && report.Header.Type == RecordType.ExecutionReport)
            .Select(report => report.Payload<ExecutionReportPayload>())];
        List<ulong> accepted = [.. reports
            .Where(report => report.ExecType == ExecType.New).Select(report => report.OrderId)];
        Assert.Equal(accepted.Order(), accepted);
        Assert.Equal(accepted.Distinct().Count(), accepted.Count);
        Assert.Equal(reports.Select(report => report.ExecId).Distinct().Count(), reports.Count);
        Assert.DoesNotContain(reports, report => report.ExecType == ExecType.Rejected);
        Assert.InRange(accepted.Count, _sent.Count / 2, _sent.Count);
    }
}
