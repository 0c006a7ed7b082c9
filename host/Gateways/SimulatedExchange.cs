using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Strategies.Records;
using Strategies.Sdk;
using Strategies.Venues;

namespace Strategies.Gateways;

/// <summary>
/// The simulated venue as an exchange: our orders and the packets of its feed reach it in the order of their times. A
/// request is answered at once, in front of all that is still on its way back: reports that are written and not due come
/// then too, and the venue stands still until its answer is taken.
/// </summary>
/// <param name="venue">The venue.</param>
/// <param name="memory">What it remembers.</param>
/// <param name="feed">Its feeds; none for a venue without one.</param>
internal sealed class SimulatedExchange(SimulatedVenue venue, ExchangeMemory memory, FeedPlayers? feed = null) : Exchange
{
    /// <summary>Most packets and arrivals in one turn, so that neither reports nor the heartbeat wait for long.</summary>
    private const int PerTurnMax = 256;

    private const int CancelsAtOnce = 1_024;

    /// <summary>Number of the request that withdraws an order: none of the engine's comes near it.</summary>
    private const uint WithdrawalRequest = uint.MaxValue;

    private static readonly int OrderBytes = RecordHeader.Size + Unsafe.SizeOf<OrderPayload>();

    private readonly Queue<SimulatedRequest> _requests = new();
    private readonly Queue<ulong> _withdrawals = new();
    private readonly byte[] _order = new byte[OrderBytes];
    private readonly byte[] _report = new byte[OrderPort.ReportBytesMax];
    private IReadOnlyList<VenueOrder> _listed = [];
    private int _told;
    private bool _isExpired;
    private bool _isUp;
    private bool _isDropped;
    private bool _isUpTold;
    private bool _isDownDue;
    private long _nowNs = long.MinValue;

    /// <inheritdoc/>
    public override OrderKey LastSent => memory.LastSent;

    /// <summary>Breaks the session off until <see cref="Raise"/>; the market goes on.</summary>
    internal void Drop()
    {
        _isDropped = true;
        _isUp = false;
        _isDownDue = _isUpTold;
        _isUpTold = false;
        _requests.Clear();
        _withdrawals.Clear();
    }

    /// <summary>Lets the session come up again with the next turn.</summary>
    internal void Raise() => _isDropped = false;

    /// <inheritdoc/>
    public override bool TryOffer(ReadOnlySpan<byte> order)
    {
        if (!_isUp || !TryWithdraw())
        {
            return false;
        }

        order[..OrderBytes].CopyTo(_order);
        ref RecordHeader header = ref MemoryMarshal.AsRef<RecordHeader>(_order.AsSpan());
        // An order cannot reach the venue in its past, also one that waited for long in front of it.
        header.ReceiveTimeNs = Math.Max(header.ReceiveTimeNs, venue.NowNs);
        if (!venue.Offer(_order))
        {
            return false;
        }

        // A kill in front of this ends the venue that has taken it, too: nothing is there twice.
        memory.LastSent = new OrderKey(header.Sequence, header.Index);
        return true;
    }

    /// <inheritdoc/>
    public override void RequestMassCancel(RejectReason reason) =>
        Request(new SimulatedRequest(ExchangeEventKind.CancelDone, Reason: reason));

    /// <inheritdoc/>
    public override void RequestOpenOrders(ulong mark) =>
        Request(new SimulatedRequest(ExchangeEventKind.EndOfList, mark));

    /// <inheritdoc/>
    public override void EndDay(ulong mark) => Request(new SimulatedRequest(ExchangeEventKind.DayEnded, mark));

    /// <inheritdoc/>
    public override void Cancel(ulong orderId)
    {
        if (_isUp)
        {
            _withdrawals.Enqueue(orderId);
            TryWithdraw();
        }
    }

    /// <inheritdoc/>
    public override bool Turn(long nowNs)
    {
        bool hasWaited = _isUp && (_requests.Count > 0 || venue.NextReportTimeNs <= _nowNs);
        bool isRaised = !_isUp && !_isDropped;
        _isUp |= isRaised;
        _nowNs = nowNs;
        TryWithdraw();
        // What was due before and was not taken has no room: the venue waits too, so that what waits stays small.
        return (!hasWaited && Run(nowNs)) || isRaised;
    }

    /// <inheritdoc/>
    public override bool TryPoll(out ExchangeEvent next)
    {
        if (TryTellSession(out next))
        {
            return true;
        }

        while (_isUp)
        {
            if (TryPollReport(out next))
            {
                return true;
            }

            if (_requests.Count == 0)
            {
                break;
            }

            if (TryGoOn(_requests.Peek(), out next))
            {
                return true;
            }
        }

        next = default;
        return false;
    }

    private bool TryTellSession(out ExchangeEvent next)
    {
        next = default;
        if (_isDownDue)
        {
            _isDownDue = false;
            next = ExchangeEvent.SessionDown;
            return true;
        }

        if (_isUp && !_isUpTold)
        {
            _isUpTold = true;
            next = ExchangeEvent.SessionUp;
            return true;
        }

        return false;
    }

    private bool TryPollReport(out ExchangeEvent next)
    {
        next = default;
        long dueNs = _requests.Count > 0 ? long.MaxValue - 1 : _nowNs;
        if (venue.NextReportTimeNs > dueNs)
        {
            return false;
        }

        next = ExchangeEvent.OfReport(_report.AsSpan(0, venue.Poll(_report)));
        return true;
    }

    private void Request(in SimulatedRequest request)
    {
        if (!_isUp)
        {
            return;
        }

        _requests.Enqueue(request);
        if (_requests.Count == 1)
        {
            Begin();
        }
    }

    /// <summary>Begins the oldest request.</summary>
    private void Begin()
    {
        switch (_requests.Peek().Answer)
        {
            case ExchangeEventKind.EndOfList:
                ProcessArrivals(_nowNs);
                _listed = venue.ListOrders();
                _told = 0;
                break;
            case ExchangeEventKind.DayEnded:
                // Everything that is on its way; the largest number stands for nothing.
                ProcessArrivals(long.MaxValue - 1);
                _isExpired = false;
                break;
        }
    }

    /// <summary>
    /// Goes on with the oldest request; every report that was written has been taken. False when reports may come first.
    /// </summary>
    private bool TryGoOn(SimulatedRequest request, out ExchangeEvent next)
    {
        next = default;
        switch (request.Answer)
        {
            case ExchangeEventKind.CancelDone:
                // In portions, each reported before the next: there is no room for all reports at once.
                if (venue.MassCancel(request.Reason, CancelsAtOnce) > 0)
                {
                    return false;
                }

                next = ExchangeEvent.CancelDone;
                break;
            case ExchangeEventKind.EndOfList when _told < _listed.Count:
                next = ExchangeEvent.OpenOrder(request.Mark, _listed[_told++]);
                return true;
            case ExchangeEventKind.EndOfList:
                next = ExchangeEvent.EndOfList(request.Mark);
                break;
            default:
                if (!_isExpired)
                {
                    // The venue may be ahead by now: arrivals were not waited for.
                    venue.EndOfDay(Math.Max(_nowNs, venue.NowNs));
                    _isExpired = true;
                    return false;
                }

                next = ExchangeEvent.DayEnded(request.Mark);
                break;
        }

        _requests.Dequeue();
        if (_requests.Count > 0)
        {
            Begin();
        }

        return true;
    }

    /// <summary>Packets and arrivals up to now, in the order of their times, packets first at equal ones.</summary>
    private bool Run(long nowNs)
    {
        for (int count = 0; count < PerTurnMax; count++)
        {
            long packetNs = feed?.NextPacketTimeNs ?? long.MaxValue;
            long arrivalNs = venue.NextArrivalTimeNs;
            if (Math.Min(packetNs, arrivalNs) > nowNs)
            {
                venue.AdvanceTo(nowNs);
                return count > 0;
            }

            if (packetNs <= arrivalNs)
            {
                feed!.PlayNext();
            }
            else
            {
                venue.ProcessArrival();
            }
        }

        return true;
    }

    private void ProcessArrivals(long untilNs)
    {
        while (venue.NextArrivalTimeNs <= untilNs)
        {
            venue.ProcessArrival();
        }
    }

    /// <summary>Sends the withdrawals that wait. True when none waits any more.</summary>
    private bool TryWithdraw()
    {
        while (_withdrawals.TryPeek(out ulong orderId))
        {
            OrderPayload cancel = new() { OrderId = orderId, RequestId = WithdrawalRequest };
            RecordHeader header = new()
            {
                Type = RecordType.OrderCancelRequest,
                ReceiveTimeNs = Math.Max(_nowNs, venue.NowNs),
            };
            if (!venue.Offer(RecordWriter.Write(_order, header, in cancel)))
            {
                return false;
            }

            _withdrawals.Dequeue();
        }

        return true;
    }
}
