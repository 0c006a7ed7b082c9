using System.Diagnostics;
using System.Runtime;
using HdrHistogram;
using Strategies.Bench.Feed;
using Strategies.Bench.Results;
using Strategies.Bench.Running;
using Strategies.Cell.Messages;
using Strategies.Core;
using Strategies.Driver;
using Strategies.Ipc.Rings;
using Strategies.Records;

namespace Strategies.Bench.Live;

/// <summary>
/// Turns a core's loop through a day in the day's own time: before each turn the one packet or report that is due is put into
/// its ring, behind it the venue takes the orders. The records are those of <see cref="BenchLoop"/>.
/// </summary>
/// <remarks>
/// The loop reads its time from the turn, so the day is the same in every run; only what a turn takes is measured. The hot
/// thread's; allocates nothing after construction.
/// </remarks>
internal sealed class LiveRun
{
    private const long TurnNsMax = 10_000_000_000;

    private readonly LiveCell _cell;
    private readonly MergedFeed _feed;
    private readonly BenchVenue _venue;
    private readonly byte[] _record = GC.AllocateArray<byte>(RecordHeader.RecordBytesMax, pinned: true);
    private readonly LongHistogram _packetTurns = new(TurnNsMax, 3);
    private readonly long _monotonicOffsetNs;
    private long _ticks;
    private long _turns;
    private long _events;

    internal LiveRun(LiveCell cell, MergedFeed feed, BenchVenue venue)
    {
        _cell = cell;
        _feed = feed;
        _venue = venue;
        Array.Fill(_record, (byte)0);
        // Session time at the moment 0 of the monotonic clock: the clock's speed is 1.
        _monotonicOffsetNs = cell.Clock.At(0);
    }

    /// <summary>Plays events.</summary>
    /// <param name="first">First event; the ring's sequence is the event's number, so 0 comes first.</param>
    /// <param name="end">Behind the last.</param>
    /// <exception cref="DriverFault">A ring is full, or the loop ends by itself.</exception>
    internal void Run(int first, int end)
    {
        for (int index = first; index < end; index++)
        {
            long packetNs = _feed.TimeNsOf(index);
            for (long reportNs = _venue.NextReportTimeNs; reportNs <= packetNs; reportNs = _venue.NextReportTimeNs)
            {
                Publish(_cell.Reports, (uint)ReportRingType.Record, _venue.Poll(_record));
                Turn(reportNs);
            }

            _feed.Prefetch(index);
            Publish(_cell.Market, (uint)MarketRingType.Record, _feed.Write(index, _record));
            long ticks = Turn(packetNs);
            _packetTurns.RecordValue(Math.Min(ticks * (1_000_000_000 / Stopwatch.Frequency), TurnNsMax));
            _events++;
        }
    }

    /// <summary>Plays events, and measures those behind the warm-up.</summary>
    /// <param name="warmUp">Events before the measured ones.</param>
    /// <param name="end">Behind the last.</param>
    internal LiveFigures Measure(int warmUp, int end)
    {
        Run(0, warmUp);
        _packetTurns.Reset();
        _cell.Driver.Metrics.TickToOrder.Reset();
        (_ticks, _turns, _events) = (0, 0, 0);
        long compiled = JitInfo.GetCompiledMethodCount(currentThread: true);
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        Run(warmUp, end);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        compiled = JitInfo.GetCompiledMethodCount(currentThread: true) - compiled;
        return new LiveFigures(
            _events,
            _turns,
            _ticks == 0 ? 0 : _events / ((double)_ticks / Stopwatch.Frequency),
            Percentiles.Of(_packetTurns),
            Percentiles.Of(_cell.Driver.Metrics.TickToOrder),
            allocated,
            (int)compiled);
    }

    private void Publish(RingProducer ring, uint type, int length)
    {
        if (!ring.TryPublish(type, _record.AsSpan(0, length)))
        {
            DriverFault.Throw("a ring is full, which a loop that turns once for each record empties");
        }
    }

    private long Turn(long timeNs)
    {
        long started = Stopwatch.GetTimestamp();
        LoopEnd end = _cell.Loop.Turn(timeNs - _monotonicOffsetNs);
        long ticks = Stopwatch.GetTimestamp() - started;
        _ticks += ticks;
        _turns++;
        if (end != LoopEnd.None)
        {
            DriverFault.Throw("the live loop ended by itself");
        }

        TakeOrders();
        return ticks;
    }

    /// <summary>Hands the venue what is in the order ring.</summary>
    internal void TakeOrders()
    {
        RingReader reader = _cell.Orders.Poll(int.MaxValue);
        while (reader.MoveNext())
        {
            if (!_venue.Offer(reader.Payload))
            {
                DriverFault.Throw("the benchmark's venue takes no more orders");
            }
        }

        _cell.Orders.Release();
    }
}
