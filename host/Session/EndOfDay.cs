using System.Runtime.InteropServices;
using Strategies.Driver;
using Strategies.Engine;
using Strategies.Records;
using Strategies.Session.Results;

namespace Strategies.Session;

/// <summary>
/// The one way in which a day ends, live, in a recorded day and in a warm-up: slots that run are stopped by records of the
/// driver, each venue answers what is under way and lets expire what rests, and the day's last record follows.
/// </summary>
/// <remarks>
/// It never waits: <see cref="Begin(long)"/> begins, <see cref="Turn"/> goes on until <see cref="IsClosed"/>. With venues that
/// answer at once <see cref="Begin(long)"/> does it all. A slot that neither runs nor is being flattened gets no record. The
/// hot thread's; without a report it allocates nothing after construction.
/// </remarks>
public sealed class EndOfDay
{
    private readonly TradingEngine _engine;
    private readonly InputWriter _inputs;
    private readonly VenueClose[] _venues;
    private readonly DayReport? _report;
    private EndOfDayPayload _ending;

    /// <summary>Makes it; nothing begins yet.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="inputs">Where the records go.</param>
    /// <param name="venues">The cell's venues.</param>
    /// <param name="report">
    /// What collects the slots' states before they stop, what they publish and their positions; none live, where an audit of
    /// the journal does it.
    /// </param>
    public EndOfDay(TradingEngine engine, InputWriter inputs, VenueClose[] venues, DayReport? report = null)
    {
        _engine = engine;
        _inputs = inputs;
        _venues = venues;
        _report = report;
    }

    /// <summary>True from the first step on.</summary>
    public bool IsClosing { get; private set; }

    /// <summary>True when the day's last record is in the journal.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>True when a venue did not answer and its last reports may be missing.</summary>
    public bool IsUnanswered
    {
        get
        {
            bool isUnanswered = false;
            foreach (VenueClose venue in _venues)
            {
                isUnanswered |= venue.IsUnanswered;
            }

            return isUnanswered;
        }
    }

    private static EndOfDayPayload OfFeeds =>
        new() { Who = Text32.From("driver"u8), Reason = Text200.From("the feeds have ended"u8) };

    /// <summary>Ends the day because its feeds have ended.</summary>
    /// <param name="nowNs">Session time, ns since 1970-01-01 UTC.</param>
    public void Begin(long nowNs)
    {
        EndOfDayPayload ending = OfFeeds;
        Begin(nowNs, in ending);
    }

    /// <summary>True when a day's last record tells that its feeds had ended; false when somebody ended it.</summary>
    /// <param name="ending">What the record tells.</param>
    public static bool IsOfFeeds(in EndOfDayPayload ending)
    {
        EndOfDayPayload ofFeeds = OfFeeds;
        return MemoryMarshal.AsBytes(new ReadOnlySpan<EndOfDayPayload>(in ending))
            .SequenceEqual(MemoryMarshal.AsBytes(new ReadOnlySpan<EndOfDayPayload>(in ofFeeds)));
    }

    /// <summary>Stops the slots that run and asks the venues to end their day; a second time it changes nothing.</summary>
    /// <param name="nowNs">Session time, ns since 1970-01-01 UTC.</param>
    /// <param name="ending">Who ends it and why, for the day's last record.</param>
    public void Begin(long nowNs, in EndOfDayPayload ending)
    {
        if (IsClosing)
        {
            return;
        }

        IsClosing = true;
        _ending = ending;
        _report?.RememberStates(_engine.SlotCount);
        for (int slot = 1; slot <= _engine.SlotCount; slot++)
        {
            // What is being flattened ends now: no order may leave for a venue whose day has ended.
            if (_engine.StateOf(slot) == SlotState.Running || _engine.FlatteningOf(slot) != FlattenStatus.None)
            {
                Stop(slot, nowNs);
            }
        }

        Turn(nowNs);
    }

    /// <summary>Closes the day when every venue has ended its own.</summary>
    /// <param name="nowNs">Session time, ns since 1970-01-01 UTC.</param>
    public void Turn(long nowNs)
    {
        if (!IsClosing || IsClosed)
        {
            return;
        }

        bool haveEnded = true;
        foreach (VenueClose venue in _venues)
        {
            haveEnded &= venue.TryEnd();
        }

        if (haveEnded)
        {
            // Venues that answer at once may have made time pass.
            _inputs.TakeFromDriver(RecordType.EndOfDay, Math.Max(nowNs, _inputs.LastTimeNs), in _ending);
            _report?.AddPositions();
            IsClosed = true;
        }
    }

    private void Stop(int slot, long nowNs)
    {
        SlotControlPayload control = new()
        {
            Slot = slot,
            Action = SlotAction.Stop,
            Who = Text32.From("driver"u8),
            Reason = Text200.From("end of day"u8),
        };
        _inputs.TakeFromDriver(RecordType.SlotControl, nowNs, in control);
        _report?.AddPublished();
    }
}
