using System.Runtime.CompilerServices;
using Strategies.MarketData;
using Strategies.Records;
using Strategies.Sdk;
using Strategies.Venues.Latency;
using Strategies.Venues.Simulation;

namespace Strategies.Venues;

/// <summary>
/// An exchange in virtual time: recorded market data plays into its books, and our orders rest in them and trade with
/// it.
/// </summary>
/// <remarks>
/// <para>Runs on the hot thread. Nothing is allocated after construction, every table has a fixed capacity, and the
/// same calls give the same reports, bit for bit.</para>
/// <para><b>Two counts.</b> Every order of the data has a <i>historical</i> quantity, what a plain replay of the data
/// says, and an <i>available</i> one, what ours can take. Nothing of ours ever changes the historical one, and an order
/// lives exactly as long as its historical quantity is positive. Available is lower by what ours took, so that no
/// liquidity is taken twice: an order that was taken whole keeps its name and has nothing left for any later message.
/// Available is higher by what ours kept away from it (below), until the data cancels a part (both go down, never below
/// zero) or is done with the order (it leaves whole).</para>
/// <para><b>Queue position.</b> A level is a queue. Anonymous volume, the orders older than the data, is one entry that
/// always stands first: ahead of every order that arrived later, ours included, and also ahead of ours that were there
/// when a LevelSet (re)states the level, since the data does not say how old that volume is: the pessimistic choice.
/// Behind it stand orders of the data and ours as they arrived. A replace of the data is a cancel and a new order at
/// the end of the queue; what ours took from the old one is missing from the new one. A replace of ours keeps its
/// position only at the same price and with no higher quantity; otherwise it arrives anew, at the end and after
/// matching.</para>
/// <para><b>Our order arrives.</b> It is reported New, then trades with the opposite side within its limit, best price
/// first, each level in its queue's order, at the resting entry's price. Coming to an order of ours, its remainder is
/// canceled with <see cref="RejectReason.SelfMatch"/>. What is left joins its level's end, or is canceled when
/// immediate-or-cancel; a market order is immediate-or-cancel at any price.</para>
/// <para><b>An order of the data arrives</b> at or through ours: it trades with ours in priority at our prices, and
/// what is left is available. With other orders of the data it never trades: without us the data's book was not
/// crossed, and its own trades come as executions.</para>
/// <para><b>An execution of the data</b> of order X at price P and size s is an aggressor with limit P and size s.
/// First it fills ours that stand before X: at better prices, or ahead of X in its queue. What is left takes from X.
/// When X has less (we took it earlier) the rest fills ours behind X within P, and then vanishes: it never takes from
/// another order of the data, whose executions are in the data themselves. What ours filled ahead of X stays available
/// in X. When the data does not know X and states side and price, X is the anonymous volume there, and ours before it
/// are those at better prices only. When it states neither, nothing happens.</para>
/// <para><b>A hidden execution</b> at P has no side: feeds mask it. It fills ours at prices strictly better than P, bids
/// above and offers below it, at our prices and up to its size: whichever side it rested on, it could not trade there
/// past ours. A touch fills nothing.</para>
/// <para><b>A cross</b> (auction) trades at one price, ours too. The data tells it as executions that are not printable,
/// each an aggressor as above, and then as one print of its whole size. What of the print such executions have not told,
/// side by side, fills ours at prices strictly better than the cross's. LOBSTER does not say which executions were in a
/// cross: its print counts whole.</para>
/// <para><b>Cancels of the data</b> of an unknown order with stated side and price lower the anonymous volume there,
/// not below zero. A WindowCut removes what the data has beyond its N-th level of a side, counted in historical
/// quantities; ours count not and stay. A LevelSet drops the orders of the data known at its price, makes its size the
/// anonymous volume and trades with nothing.</para>
/// <para><b>Halts.</b> While an instrument is neither open nor unknown, or operationally halted on this venue alone,
/// nothing trades: new orders and replaces that would arrive anew are refused with
/// <see cref="RejectReason.VenueRejected"/>, cancels and reductions work, the data goes on changing its book. On release
/// the book is not uncrossed: the halt's cross comes as executions of the data, and ours take part in those.</para>
/// <para><b>Reports.</b> <see cref="ExecutionReportPayload.RequestId"/> is the last accepted request of the order (0
/// the new order), and in a Canceled report that answers a cancel request that request. There is one report for each
/// resting entry that traded.</para>
/// <para><b>Time.</b> An order or request arrives one latency after the time in its header, a report is delivered one
/// latency after the venue wrote it. <see cref="SimulatedVenueConfig.Latencies"/> has a model for each class of message;
/// a latency is drawn when the message is taken or written, from the class's own stream. Both directions are first-in
/// first-out, as the TCP connection of a real session is: a message whose draw would let it overtake an earlier one of
/// its direction comes with that one, at the same time and behind it. The draws depend on the seed and the calls alone.
/// The driver calls <see cref="OnMarketData"/>, <see cref="ProcessArrival"/> and <see cref="OrderPort.Poll"/> in
/// the order of their times.</para>
/// </remarks>
public sealed partial class SimulatedVenue : OrderPort
{
    private readonly SimulatedVenueConfig _config;
    private readonly MarketDataDecoder[] _decoders;
    private readonly VenueClock _clock = new();
    private readonly VenueBook[] _books;
    private readonly OwnOrders _orders;
    private readonly LatencyStreams _latencies;
    private readonly ReportQueue _reports;
    private readonly Executions _executions;
    private readonly HistoricalFlow _flow;
    private readonly OrderEntry _entry;
    private readonly FixedRing<InFlightRequest> _inFlight;
    private long _lastArrivalTimeNs = long.MinValue;
    private bool _isClosed;

    /// <summary>Makes a venue with empty books, every instrument open.</summary>
    /// <param name="config">Its settings.</param>
    /// <param name="decoders">
    /// A decoder for each of the venue's feeds, for the venue alone: it keeps state between packets.
    /// </param>
    /// <exception cref="VenueException">A setting makes no sense.</exception>
    public SimulatedVenue(SimulatedVenueConfig config, params ReadOnlySpan<MarketDataDecoder> decoders)
    {
        config.Validate();
        _config = config;
        _decoders = decoders.ToArray();
        ObjectPool<VenuePriceLevel> levels = new(config.PriceLevelCapacity);
        _books = new VenueBook[config.InstrumentCount];
        for (int index = 0; index < _books.Length; index++)
        {
            _books[index] = new VenueBook(index + 1, levels, _clock);
        }

        _orders = new OwnOrders(config.WorkingOrderCapacity, config.DayOrderCapacity);
        _latencies = new LatencyStreams(config.Latencies);
        _reports = new ReportQueue(
            config.ReportCapacity, _latencies, config.SourceId, _clock, config.LastExecId);
        _executions = new Executions(_orders, _reports, config.MakerFeePerShare, config.TakerFeePerShare, _clock);
        _flow = new HistoricalFlow(_books, new HistoricalOrders(config.HistoricalOrderCapacity, _clock), _executions);
        _entry = new OrderEntry(_books, levels, _orders, _executions, _reports);
        _inFlight = new FixedRing<InFlightRequest>(config.InFlightCapacity);
    }

    /// <summary>The venue's time: of the last packet, arrival or end of day; it never goes back.</summary>
    public long NowNs => _clock.NowNs;

    /// <summary>
    /// Packets of which the rest could not be decoded and was not played; the engine alerts on the same packets.
    /// </summary>
    public long MalformedPacketCount { get; private set; }

    /// <summary>
    /// When <see cref="ProcessArrival"/> is due: arrival of the oldest order or request on its way, or the configured
    /// close if that comes first; <see cref="long.MaxValue"/> when there is neither.
    /// </summary>
    public long NextArrivalTimeNs => IsCloseNext
        ? _config.CloseTimeNs!.Value
        : _inFlight.IsEmpty ? long.MaxValue : _inFlight.First.ArrivalTimeNs;

    /// <summary>When the oldest report is to be delivered; <see cref="long.MaxValue"/> when there is none.</summary>
    public long NextReportTimeNs => _reports.NextDeliveryTimeNs;

    private bool IsCloseNext => !_isClosed && _config.CloseTimeNs is long closeTimeNs
        && (_inFlight.IsEmpty || closeTimeNs <= _inFlight.First.ArrivalTimeNs);

    /// <inheritdoc/>
    /// <remarks>
    /// The header's receive time is the engine's time of the output. False when too much is on its way already.
    /// </remarks>
    public override bool Offer(ReadOnlySpan<byte> output)
    {
        if (output.Length < RecordHeader.Size + Unsafe.SizeOf<OrderPayload>())
        {
            throw NotAnOrder($"a record of {output.Length} bytes is too short for an order");
        }

        ref readonly RecordHeader header = ref RecordWriter.Header(output);
        LatencyClass messageClass = header.Type switch
        {
            RecordType.NewOrderSingle => LatencyClass.NewOrder,
            RecordType.OrderCancelReplaceRequest => LatencyClass.Replace,
            RecordType.OrderCancelRequest => LatencyClass.Cancel,
            _ => throw NotAnOrder($"a record of type {header.Type} is no order and no request"),
        };

        if (_inFlight.IsFull)
        {
            return false;
        }

        long arrivalTimeNs = checked(header.ReceiveTimeNs + _latencies.Draw(messageClass));
        // As over one connection: nothing overtakes what was sent before it.
        _lastArrivalTimeNs = Math.Max(_lastArrivalTimeNs, arrivalTimeNs);
        _inFlight.Add(new InFlightRequest(
            _lastArrivalTimeNs, header.Type, RecordWriter.Payload<OrderPayload>(output)));
        return true;
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Gives the oldest report also before its delivery time: the driver compares <see cref="NextReportTimeNs"/> first.
    /// </remarks>
    public override int Poll(Span<byte> record) => _reports.Poll(record);

    /// <summary>
    /// Plays one packet of the data. Orders that arrived earlier are processed first; at the same time the packet is
    /// first.
    /// </summary>
    /// <param name="exchangeTimeNs">When the exchange sent it, ns since 1970-01-01 UTC.</param>
    /// <param name="format">How it is coded.</param>
    /// <param name="payload">The raw bytes behind the record's <see cref="MarketDataPrefix"/>.</param>
    /// <param name="feed">Which of the venue's feeds, from 0, in the order of its decoders.</param>
    /// <exception cref="VenueException">A table is full.</exception>
    public void OnMarketData(long exchangeTimeNs, PayloadFormat format, ReadOnlySpan<byte> payload, int feed = 0)
    {
        AdvanceTo(exchangeTimeNs);
        MarketDataDecoder decoder = _decoders[feed];
        decoder.Begin(format, payload);
        DecodeStatus status;
        while ((status = decoder.Next(payload, out MarketMessage message)) == DecodeStatus.Message)
        {
            Apply(message);
        }

        MalformedPacketCount += status == DecodeStatus.Malformed ? 1 : 0;
    }

    /// <summary>Plays one message of the data at the venue's time, see <see cref="AdvanceTo"/>.</summary>
    /// <param name="message">The message; its own time is not read.</param>
    /// <exception cref="VenueException">A table is full.</exception>
    public void Apply(in MarketMessage message) => _flow.Apply(message);

    /// <summary>Moves the venue's time on; what arrives before it is processed.</summary>
    /// <param name="timeNs">The time, ns since 1970-01-01 UTC; one before <see cref="NowNs"/> changes nothing.</param>
    /// <exception cref="VenueException">A table is full.</exception>
    public void AdvanceTo(long timeNs)
    {
        // Not what arrives at that very time: a packet of the same time goes first.
        while (NextArrivalTimeNs < timeNs)
        {
            ProcessArrival();
        }

        _clock.AdvanceTo(timeNs);
    }

    /// <summary>Processes what <see cref="NextArrivalTimeNs"/> tells of; does nothing when there is nothing.</summary>
    /// <exception cref="VenueException">A table is full.</exception>
    public void ProcessArrival()
    {
        if (IsCloseNext)
        {
            Close(_config.CloseTimeNs!.Value);
            return;
        }

        if (_inFlight.IsEmpty)
        {
            return;
        }

        InFlightRequest request = _inFlight.First;
        _inFlight.RemoveFirst();
        _clock.AdvanceTo(request.ArrivalTimeNs);
        Arrive(request);
    }

    /// <summary>
    /// Ends the day: working orders expire in the order of their acceptance, and what arrives later is refused.
    /// </summary>
    /// <param name="timeNs">The time, ns since 1970-01-01 UTC; what arrives before it is still processed.</param>
    /// <exception cref="VenueException">There is no room for the reports.</exception>
    public void EndOfDay(long timeNs)
    {
        AdvanceTo(timeNs);
        Close(timeNs);
    }

    /// <summary>
    /// Copies price levels of a book, the best first. Not for the hot path of a driver: for people and tests.
    /// </summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="side">Buy for bids, sell for offers.</param>
    /// <param name="levels">Where they go.</param>
    /// <returns>How many were copied.</returns>
    public int CopyLevels(InstrumentId instrument, Side side, Span<VenueLevel> levels) =>
        BookView.CopyLevels(_books[instrument.Value - 1].SideOf(side), levels);

    /// <summary>Copies the queue of a price level, the entry that trades first first. For people and tests.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="side">Buy for bids, sell for offers.</param>
    /// <param name="price">The price.</param>
    /// <param name="entries">Where they go.</param>
    /// <returns>How many were copied.</returns>
    public int CopyQueue(InstrumentId instrument, Side side, Price price, Span<VenueQueueEntry> entries) =>
        BookView.CopyQueue(_books[instrument.Value - 1].SideOf(side).Find(price.Raw), entries);

    private void Arrive(in InFlightRequest request)
    {
        OrderPayload order = request.Order;
        switch (request.Type)
        {
            case RecordType.NewOrderSingle when request.Refusal == RejectReason.None:
                _entry.New(order);
                break;
            case RecordType.OrderCancelReplaceRequest when request.Refusal == RejectReason.None:
                _entry.Replace(order);
                break;
            case RecordType.NewOrderSingle:
            case RecordType.OrderCancelReplaceRequest:
                _entry.Refuse(order, request.Type == RecordType.OrderCancelReplaceRequest, request.Refusal);
                break;
            default:
                _entry.Cancel(order);
                break;
        }
    }

    private void Close(long timeNs)
    {
        _clock.AdvanceTo(timeNs);
        _isClosed = true;
        while (_orders.FirstWorking is OwnOrder order)
        {
            _executions.Expire(order);
        }

        foreach (VenueBook book in _books)
        {
            book.Status = TradingStatus.Closed;
        }
    }

    private VenueException NotAnOrder(string what) =>
        new(
            what, InstrumentId.None, _clock.NowNs,
            "offer only the engine's new orders, replace requests and cancel requests");
}
