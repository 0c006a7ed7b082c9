using Strategies.Cell.Messages;
using Strategies.Driver;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Core;

/// <summary>
/// Makes the engine's view and one venue's agree after a recovery of either: an order that the venue does not have any more
/// is canceled by a record, one that the engine does not have is canceled at the venue. Orders at other venues are not its
/// business.
/// </summary>
/// <remarks>
/// The hot thread's; allocates nothing after construction. The rings are first-in first-out: orders sent before the question
/// are known to whoever answers it, and reports written before the answer are applied before it is judged.
/// </remarks>
public sealed class Reconciliation
{
    private readonly EngineDriver _driver;
    private readonly InputWriter _records;
    private readonly ulong[] _atVenue;
    private readonly WorkingOrder[] _working;
    private ulong _marks;
    private ulong _mark;
    private ulong _lastMark;
    private ulong _lastOrder;
    private int _count;

    /// <summary>Makes it; nothing is asked yet.</summary>
    /// <param name="driver">The engine and the way to the venue.</param>
    /// <param name="records">Where cancels are told.</param>
    /// <param name="venue">The venue.</param>
    /// <param name="ordersMax">Most orders that the engine can have working.</param>
    public Reconciliation(EngineDriver driver, InputWriter records, VenueId venue, int ordersMax)
    {
        Venue = venue;
        _driver = driver;
        _records = records;
        _atVenue = new ulong[ordersMax];
        _working = new WorkingOrder[ordersMax];
        // Marks of this core are no earlier core's: an answer that is still in the ring is told from its own.
        _marks = (ulong)Environment.ProcessId << 32;
    }

    /// <summary>The venue.</summary>
    public VenueId Venue { get; }

    /// <summary>True while an answer is awaited.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Mark of the last finished one; 0 before the first. Any thread.</summary>
    public ulong LastMark => Volatile.Read(ref _lastMark);

    /// <summary>Orders that the venue did not have and the engine did.</summary>
    public long CanceledHere { get; private set; }

    /// <summary>Orders that the engine did not have and the venue did.</summary>
    public long CanceledThere { get; private set; }

    /// <summary>Orders with which the two disagree about what has traded.</summary>
    public long Disagreements { get; private set; }

    /// <summary>Asks the venue for its working orders. An answer to an earlier question is not waited for any more.</summary>
    public void Begin()
    {
        ReconcileMark question = new() { Mark = ++_marks };
        if (_driver.Gate.TryAsk(Venue, (uint)OrderRingType.ReconcileRequest, in question))
        {
            _mark = question.Mark;
            // Later orders are behind the question: that the venue does not name them says nothing.
            _lastOrder = _driver.Engine.LastOrderId.Value;
            _count = 0;
            IsOpen = true;
        }
    }

    /// <summary>An order as the venue has it.</summary>
    public void Add(in ReconcileOrder order)
    {
        if (!IsOpen || order.Mark != _mark)
        {
            return;
        }

        if (!_driver.Engine.TryGetWorking(new OrderId(order.OrderId), out WorkingOrder known))
        {
            CanceledThere += _driver.Gate.TryAsk(Venue, (uint)OrderRingType.CancelUnknown, in order) ? 1 : 0;
            return;
        }

        Disagreements += known.CumQty.Raw == order.CumQty ? 0 : 1;
        if (_count < _atVenue.Length)
        {
            _atVenue[_count++] = order.OrderId;
        }
    }

    /// <summary>The venue has told all.</summary>
    public void End(ulong mark, long nowNs)
    {
        if (!IsOpen || mark != _mark)
        {
            return;
        }

        Span<ulong> atVenue = _atVenue.AsSpan(0, _count);
        atVenue.Sort();
        for (int slot = 1; slot <= _driver.Engine.SlotCount; slot++)
        {
            int working = _driver.Engine.CopyWorkingOrders(slot, _working);
            foreach (ref readonly WorkingOrder order in _working.AsSpan(0, working))
            {
                if (_driver.Engine.Instruments[order.Instrument.Value - 1].Venue == Venue
                    && order.OrderId.Value <= _lastOrder && atVenue.BinarySearch(order.OrderId.Value) < 0)
                {
                    Cancel(in order, nowNs);
                }
            }
        }

        IsOpen = false;
        // Behind the counts, which housekeeping tells when it sees the mark.
        Volatile.Write(ref _lastMark, mark);
    }

    private void Cancel(in WorkingOrder order, long nowNs)
    {
        CanceledHere++;
        ExecutionReportPayload report = new()
        {
            OrderId = order.OrderId.Value,
            ExecType = ExecType.Canceled,
            OrdStatus = OrdStatus.Canceled,
            Price = order.Price.Raw,
            OrderQty = order.OrderQty.Raw,
            CumQty = order.CumQty.Raw,
            TransactTimeNs = nowNs,
        };
        _records.TakeFromVenue(RecordType.ExecutionReport, Venue, nowNs, in report);
    }
}
