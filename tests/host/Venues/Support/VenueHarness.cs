using System.Runtime.CompilerServices;
using Strategies.MarketData;
using Strategies.Records;
using Strategies.Sdk;
using Strategies.Venues.Latency;

namespace Strategies.Venues.Tests.Support;

/// <summary>
/// A venue with short words for what the tests do to it. Prices are in cents; orders arrive as soon as they are
/// offered.
/// </summary>
public sealed class VenueHarness : IDisposable
{
    public const long CentRaw = Price.Scale / 100;

    private static readonly SimulatedVenueConfig SmallConfig = SmallConfigOf(VenueLatencies.None);

    private readonly byte[] _output = new byte[RecordHeader.Size + Unsafe.SizeOf<OrderPayload>()];
    private readonly byte[] _record = new byte[OrderPort.ReportBytesMax];
    private readonly VenueLevel[] _levels = new VenueLevel[1024];
    private readonly VenueQueueEntry[] _entries = new VenueQueueEntry[1024];

    public VenueHarness(SimulatedVenueConfig? config = null)
    {
        config ??= SmallConfig;
        Instrument[] universe = new Instrument[config.InstrumentCount];
        for (int index = 0; index < universe.Length; index++)
        {
            universe[index] = new Instrument { Id = new InstrumentId(index + 1), Symbol = $"T{index + 1}" };
        }

        Venue = new SimulatedVenue(config, new MarketDataDecoder(universe, 0));
    }

    public VenueHarness(VenueLatencies latencies)
        : this(SmallConfigOf(latencies))
    {
    }

    public SimulatedVenue Venue { get; }

    private static SimulatedVenueConfig SmallConfigOf(VenueLatencies latencies) => new()
    {
        InstrumentCount = 2,
        Latencies = latencies,
        HistoricalOrderCapacity = 256,
        PriceLevelCapacity = 128,
        WorkingOrderCapacity = 32,
        DayOrderCapacity = 4096,
        InFlightCapacity = 64,
        ReportCapacity = 1024,
    };

    public void Dispose() => Venue.Dispose();

    public static Price Cents(long cents) => new(cents * CentRaw);

    public void Add(ulong reference, Side side, long cents, long quantity, int instrument = 1) =>
        Venue.Apply(new MarketMessage
        {
            Kind = MarketMessageKind.Add,
            Instrument = new InstrumentId(instrument),
            Side = side,
            Price = Cents(cents),
            Quantity = quantity,
            OrderReference = reference,
        });

    /// <summary>An execution, cancel or delete in the manner of ITCH: price and side are the order's.</summary>
    public void OnOrder(MarketMessageKind kind, ulong reference, long quantity, int instrument = 1) =>
        Venue.Apply(new MarketMessage
        {
            Kind = kind,
            Instrument = new InstrumentId(instrument),
            Quantity = quantity,
            OrderReference = reference,
            IsPrintable = kind == MarketMessageKind.Execute,
        });

    /// <summary>The same in the manner of LOBSTER: price and side are stated.</summary>
    public void OnStated(MarketMessageKind kind, ulong reference, Side side, long cents, long quantity) =>
        Venue.Apply(new MarketMessage
        {
            Kind = kind,
            Instrument = new InstrumentId(1),
            Side = side,
            Price = Cents(cents),
            Quantity = quantity,
            OrderReference = reference,
            HasPrice = true,
            IsPrintable = kind is MarketMessageKind.Execute or MarketMessageKind.HiddenTrade,
        });

    public void Execute(ulong reference, long quantity) => OnOrder(MarketMessageKind.Execute, reference, quantity);

    /// <summary>An execution of an order in a cross: ITCH's C that is not printable.</summary>
    public void ExecuteInCross(ulong reference, long cents, long quantity) => Venue.Apply(new MarketMessage
    {
        Kind = MarketMessageKind.Execute,
        Instrument = new InstrumentId(1),
        Price = Cents(cents),
        Quantity = quantity,
        OrderReference = reference,
    });

    public void Hidden(long cents, long quantity) =>
        OnStated(MarketMessageKind.HiddenTrade, 0, Side.None, cents, quantity);

    /// <summary>The print of a whole cross.</summary>
    public void Cross(long cents, long quantity) =>
        OnStated(MarketMessageKind.CrossTrade, 0, Side.None, cents, quantity);

    public void OperationalHalt(char action, int instrument = 1) => Venue.Apply(new MarketMessage
    {
        Kind = MarketMessageKind.OperationalHalt,
        Instrument = new InstrumentId(instrument),
        Code = (byte)action,
    });

    public void LevelSet(Side side, long cents, long quantity) =>
        OnStated(MarketMessageKind.LevelSet, 0, side, cents, quantity);

    public void WindowCut(long levels) => OnOrder(MarketMessageKind.WindowCut, 0, levels);

    public void ReplaceHistorical(ulong reference, ulong newReference, long cents, long quantity) =>
        Venue.Apply(new MarketMessage
        {
            Kind = MarketMessageKind.Replace,
            Instrument = new InstrumentId(1),
            Price = Cents(cents),
            Quantity = quantity,
            OrderReference = reference,
            NewOrderReference = newReference,
        });

    public void Status(char code, int instrument = 1) => Venue.Apply(new MarketMessage
    {
        Kind = MarketMessageKind.TradingAction,
        Instrument = new InstrumentId(instrument),
        Code = (byte)code,
    });

    public void Limit(ulong orderId, Side side, long cents, long quantity, TimeInForce timeInForce = TimeInForce.Day) =>
        Send(RecordType.NewOrderSingle, LimitPayload(orderId, side, cents, quantity, timeInForce));

    public void Market(ulong orderId, Side side, long quantity) => Send(RecordType.NewOrderSingle, new OrderPayload
    {
        OrderId = orderId,
        Instrument = 1,
        Side = side,
        OrdType = OrdType.Market,
        TimeInForce = TimeInForce.ImmediateOrCancel,
        Quantity = quantity,
    });

    public void Replace(ulong orderId, uint requestId, long cents, long quantity) => Send(
        RecordType.OrderCancelReplaceRequest,
        new OrderPayload
        {
            OrderId = orderId,
            RequestId = requestId,
            Instrument = 1,
            Price = cents * CentRaw,
            Quantity = quantity,
        });

    public void Cancel(ulong orderId, uint requestId = 1) =>
        Send(
            RecordType.OrderCancelRequest,
            new OrderPayload { OrderId = orderId, RequestId = requestId, Instrument = 1 });

    public static OrderPayload LimitPayload(
        ulong orderId, Side side, long cents, long quantity, TimeInForce timeInForce =
            TimeInForce.Day, int instrument = 1) => new()
            {
                OrderId = orderId,
                Instrument = instrument,
                Side = side,
                OrdType = OrdType.Limit,
                TimeInForce = timeInForce,
                Price = cents * CentRaw,
                Quantity = quantity,
            };

    /// <summary>Offers and lets arrive.</summary>
    public void Send(RecordType type, in OrderPayload payload)
    {
        Assert.True(Offer(type, payload, Venue.NowNs));
        Venue.ProcessArrival();
    }

    public bool Offer(RecordType type, in OrderPayload payload, long engineTimeNs) =>
        Venue.Offer(
            RecordWriter.Write(_output, new RecordHeader { Type = type, ReceiveTimeNs = engineTimeNs }, in payload));

    /// <summary>All reports that wait.</summary>
    public List<VenueReport> Poll()
    {
        List<VenueReport> reports = [];
        for (int length = Venue.Poll(_record); length > 0; length = Venue.Poll(_record))
        {
            reports.Add(VenueReport.Parse(_record.AsSpan(0, length)));
        }

        return reports;
    }

    /// <summary>All reports that wait, each in a short line.</summary>
    public string[] Lines() => [.. Poll().Select(report => report.ToString())];

    public VenueLevel[] Levels(Side side, int instrument = 1) =>
        _levels[..Venue.CopyLevels(new InstrumentId(instrument), side, _levels)];

    public VenueQueueEntry[] Queue(Side side, long cents, int instrument = 1) =>
        _entries[..Venue.CopyQueue(new InstrumentId(instrument), side, Cents(cents), _entries)];

    /// <summary>What of a level can be taken, ours not counted.</summary>
    public long Available(Side side, long cents) =>
        Levels(side).Where(level => level.Price == Cents(cents)).Sum(level => level.Available.Raw);

    /// <summary>What the data says of a level.</summary>
    public long Historical(Side side, long cents) =>
        Levels(side).Where(level => level.Price == Cents(cents)).Sum(level => level.Historical.Raw);
}
