using Strategies.Cell.Messages;
using Strategies.Driver;
using Strategies.Engine;
using Strategies.Ipc;
using Strategies.Records;

namespace Strategies.Core;

/// <summary>
/// Ends the trading day: slots are stopped, the venue lets what rests expire, and when its last report is in the journal the
/// day's last record follows.
/// </summary>
/// <remarks>The hot thread's; allocates nothing.</remarks>
internal sealed class DayCloser(TradingEngine engine, InputWriter records, RingOrderPort port)
{
    /// <summary>A venue that does not answer within this time is not waited for.</summary>
    private const long AnswerNsMax = 30_000_000_000;

    private const ulong MarkBits = 0xDA1;

    private ulong _mark;
    private long _askedNs;

    /// <summary>True from the first step on.</summary>
    internal bool IsClosing { get; private set; }

    /// <summary>True when the day's last record is in the journal.</summary>
    internal bool IsClosed { get; private set; }

    /// <summary>True when the venue did not answer and its last reports may be missing.</summary>
    internal bool IsUnanswered { get; private set; }

    /// <summary>Stops the slots and asks the venue to end its day.</summary>
    internal void Begin(long nowNs)
    {
        if (IsClosing)
        {
            return;
        }

        IsClosing = true;
        for (int slot = 1; slot <= engine.SlotCount; slot++)
        {
            if (engine.StateOf(slot) == SlotState.Running)
            {
                SlotControlPayload control = new()
                {
                    Slot = slot,
                    Action = SlotAction.Stop,
                    Who = Text32.From("core"u8),
                    Reason = Text200.From("end of day"u8),
                };
                records.TakeFromDriver(RecordType.SlotControl, nowNs, in control);
            }
        }

        // An answer to a core before this one must not be taken for its own.
        _mark = ((ulong)Environment.ProcessId << 12) | MarkBits;
        _askedNs = MonotonicClock.NowNs;
        ReconcileMark question = new() { Mark = _mark };
        port.TrySend(OrderRingType.EndOfDay, in question);
    }

    /// <summary>The venue's day has ended.</summary>
    internal void Answer(ulong mark, long nowNs)
    {
        if (IsClosing && !IsClosed && mark == _mark)
        {
            Close(nowNs);
        }
    }

    /// <summary>Goes on without an answer when none comes.</summary>
    internal void Turn(long nowNs)
    {
        if (IsClosing && !IsClosed && MonotonicClock.NowNs - _askedNs > AnswerNsMax)
        {
            IsUnanswered = true;
            Close(nowNs);
        }
    }

    private void Close(long nowNs)
    {
        records.TakeFromDriver(RecordType.EndOfDay, nowNs, []);
        IsClosed = true;
    }
}
