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
    /// <summary>So many fields that differ are named; all orders are counted.</summary>
    private const int FoundMax = 64;

    private readonly EngineDriver _driver;
    private readonly InputWriter _records;
    private readonly ulong[] _atVenue;
    private readonly WorkingOrder[] _working;
    private readonly OrderDisagreement[] _found = new OrderDisagreement[FoundMax];
    private ulong _marks;
    private ulong _mark;
    private ulong _lastMark;
    private ulong _lastOrder;
    private int _count;
    private int _foundCount;

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

    /// <summary>Orders about which the two disagree, in any field that both know.</summary>
    public long Disagreements { get; private set; }

    /// <summary>
    /// The fields in which they do, of all reconciliations of this core, oldest first; no more than the first are named. Any thread.
    /// </summary>
    public ReadOnlySpan<OrderDisagreement> Found => _found.AsSpan(0, Volatile.Read(ref _foundCount));

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

        Compare(in known, in order);
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

    /// <summary>Reports stand in front of the answer: what the venue has confirmed the engine has confirmed, too.</summary>
    private void Compare(in WorkingOrder known, in ReconcileOrder order)
    {
        int isDifferent = Note(order.OrderId, OrderField.Instrument, known.Instrument.Value, order.Instrument)
            | Note(order.OrderId, OrderField.Side, (int)known.Side, order.Side)
            | Note(order.OrderId, OrderField.TimeInForce, (int)_driver.Engine.TimeInForceOf(known.OrderId), order.TimeInForce)
            | Note(order.OrderId, OrderField.Price, known.Price.Raw, order.PriceRaw)
            | Note(order.OrderId, OrderField.OrderQty, known.OrderQty.Raw, order.CumQty + order.LeavesQty)
            | Note(order.OrderId, OrderField.CumQty, known.CumQty.Raw, order.CumQty)
            | Note(order.OrderId, OrderField.LeavesQty, known.LeavesQty.Raw, order.LeavesQty);
        Disagreements += isDifferent;
    }

    private int Note(ulong orderId, OrderField field, long here, long there)
    {
        if (here == there)
        {
            return 0;
        }

        if (_foundCount < FoundMax)
        {
            _found[_foundCount] = new OrderDisagreement(orderId, field, here, there);
            Volatile.Write(ref _foundCount, _foundCount + 1);
        }

        return 1;
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
