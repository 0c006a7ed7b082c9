using System.Diagnostics;
using Strategies.Bench.Feed;
using Strategies.Engine;

namespace Strategies.Bench.Running;

/// <summary>
/// The hot loop: reports that are due, clock records that are due, then the next packet, as the core's duty cycle has it.
/// </summary>
/// <remarks>
/// Record time is the data's, so what is due before a packet is fixed and needs no drain limit. The hot thread's;
/// allocates nothing.
/// </remarks>
internal sealed class BenchLoop
{
    /// <summary>A clock record comes at least so often, in ns of record time.</summary>
    internal const long ClockGapNs = 1_000_000;

    /// <summary>A timer that is set for a time that has passed fires this much later, so that time always goes on.</summary>
    private const long LateTimerDelayNs = 1_000;

    private readonly MergedFeed _feed;
    private readonly BenchVenue _venue;
    private readonly TradingEngine _engine;
    private readonly BenchRecords _records;

    internal BenchLoop(MergedFeed feed, BenchVenue venue, TradingEngine engine, BenchRecords records)
    {
        _feed = feed;
        _venue = venue;
        _engine = engine;
        _records = records;
    }

    /// <summary>Reports taken so far.</summary>
    internal long Reports { get; private set; }

    /// <summary>Clock records taken so far.</summary>
    internal long Clocks { get; private set; }

    /// <summary>Closed loop: as fast as it goes; a packet's time starts when it is handed over.</summary>
    /// <param name="first">First event.</param>
    /// <param name="end">Behind the last.</param>
    internal void Run(int first, int end)
    {
        for (int index = first; index < end; index++)
        {
            _feed.Prefetch(index);
            TakeWhatIsDue(_feed.TimeNsOf(index));
            long taken = Stopwatch.GetTimestamp();
            _records.Take(_feed.Write(index, _records.Buffer), taken);
        }
    }

    /// <summary>
    /// Open loop: packets are due at a fixed rate, whether the loop is ready or not; a packet's time starts when it is
    /// due.
    /// </summary>
    /// <param name="first">First event.</param>
    /// <param name="end">Behind the last.</param>
    /// <param name="rate">Events a second.</param>
    internal void Run(int first, int end, long rate)
    {
        double ticksPerEvent = (double)Stopwatch.Frequency / rate;
        long started = Stopwatch.GetTimestamp();
        for (int index = first; index < end; index++)
        {
            _feed.Prefetch(index);
            TakeWhatIsDue(_feed.TimeNsOf(index));
            long due = started + (long)((index - first) * ticksPerEvent);
            while (Stopwatch.GetTimestamp() < due)
            {
                Thread.SpinWait(1);
            }

            _records.Take(_feed.Write(index, _records.Buffer), due);
        }
    }

    private long NextClockNs()
    {
        long dueNs = _engine.NextTimerDueNs;
        long lastNs = _records.LastTimeNs;
        return dueNs <= lastNs ? lastNs + LateTimerDelayNs : Math.Min(dueNs, lastNs + ClockGapNs);
    }

    private void TakeWhatIsDue(long packetNs)
    {
        while (true)
        {
            long clockNs = NextClockNs();
            long reportNs = _venue.NextReportTimeNs;
            if (reportNs <= packetNs && reportNs <= clockNs)
            {
                _records.Take(_venue.Poll(_records.Buffer));
                Reports++;
            }
            else if (clockNs < packetNs)
            {
                _records.TakeClock(clockNs);
                Clocks++;
            }
            else
            {
                return;
            }
        }
    }
}
