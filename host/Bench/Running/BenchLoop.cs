using System.Diagnostics;
using Strategies.Bench.Feed;
using Strategies.Driver;
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
    private readonly MergedFeed _feed;
    private readonly BenchVenue _venue;
    private readonly InputWriter _records;
    private readonly ClockSchedule _schedule;

    internal BenchLoop(MergedFeed feed, BenchVenue venue, TradingEngine engine, InputWriter records)
    {
        _feed = feed;
        _venue = venue;
        _records = records;
        _schedule = new ClockSchedule(engine);
    }

    /// <summary>Reports taken so far.</summary>
    internal long Reports { get; private set; }

    /// <summary>Clock records taken so far.</summary>
    internal long Clocks { get; private set; }

    /// <summary>Closed loop: as fast as it goes; a packet's time starts when it is handed over.</summary>
    /// <param name="first">First event.</param>
    /// <param name="end">Behind the last.</param>
    /// <param name="progress">Told how far it is, and says when the time is over.</param>
    internal void Run(int first, int end, BenchProgress progress)
    {
        for (int index = first; index < end && !progress.IsOver(index); index++)
        {
            _feed.Prefetch(index);
            TakeWhatIsDue(_feed.TimeNsOf(index));
            long taken = Stopwatch.GetTimestamp();
            _records.TakeBuilt(_feed.Write(index, _records.Buffer), taken);
        }
    }

    /// <summary>
    /// Open loop: packets are due at a fixed rate, whether the loop is ready or not; a packet's time starts when it is
    /// due.
    /// </summary>
    /// <param name="first">First event.</param>
    /// <param name="end">Behind the last.</param>
    /// <param name="rate">Events a second.</param>
    /// <param name="progress">Told how far it is, and says when the time is over.</param>
    internal void Run(int first, int end, long rate, BenchProgress progress)
    {
        double ticksPerEvent = (double)Stopwatch.Frequency / rate;
        long started = Stopwatch.GetTimestamp();
        for (int index = first; index < end && !progress.IsOver(index); index++)
        {
            _feed.Prefetch(index);
            TakeWhatIsDue(_feed.TimeNsOf(index));
            long due = started + (long)((index - first) * ticksPerEvent);
            while (Stopwatch.GetTimestamp() < due)
            {
                Thread.SpinWait(1);
            }

            _records.TakeBuilt(_feed.Write(index, _records.Buffer), due);
        }
    }

    private void TakeWhatIsDue(long packetNs)
    {
        while (true)
        {
            long clockNs = _schedule.NextNs;
            long reportNs = _venue.NextReportTimeNs;
            if (reportNs <= packetNs && reportNs <= clockNs)
            {
                _records.TakeBuilt(_venue.Poll(_records.Buffer));
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
