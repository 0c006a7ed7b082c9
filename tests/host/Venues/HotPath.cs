using System.Runtime.CompilerServices;
using Strategies.MarketData;
using Strategies.Records;
using Strategies.Sdk;
using Strategies.Venues.Latency;

namespace Strategies.Venues.Tests;

/// <summary>
/// A long random run made of prepared messages and records, as a driver would play it: no allocation of its own.
/// </summary>
public sealed class HotPath
{
    private const int References = 2000;

    private static readonly MarketMessageKind[] Kinds =
    [
        MarketMessageKind.Add, MarketMessageKind.Add, MarketMessageKind.Add, MarketMessageKind.Add,
        MarketMessageKind.Execute,
        MarketMessageKind.Execute, MarketMessageKind.Reduce, MarketMessageKind.Delete, MarketMessageKind.Replace,
        MarketMessageKind.HiddenTrade, MarketMessageKind.CrossTrade, MarketMessageKind.LevelSet, MarketMessageKind.WindowCut,
        MarketMessageKind.TradingAction,
    ];

    private static readonly int OutputBytes = RecordHeader.AlignedLength(
        RecordHeader.Size + Unsafe.SizeOf<OrderPayload>());

    private readonly byte[] _record = new byte[OrderPort.ReportBytesMax];
    private readonly MarketMessage[] _messages;
    private readonly byte[] _outputs;
    private Fnv1a _digest = Fnv1a.Start();
    private long _lastDeliveryTimeNs;

    /// <summary>Prepares the run.</summary>
    /// <param name="operationCount">Messages and outputs together; every third is an output.</param>
    /// <param name="seed">The same seed gives the same run.</param>
    public HotPath(int operationCount, int seed)
    {
        Random random = new(seed);
        _messages = new MarketMessage[operationCount];
        _outputs = new byte[operationCount * OutputBytes];
        ulong lastOrderId = 0;
        for (int index = 0; index < operationCount; index++)
        {
            if (index % 3 == 2)
            {
                WriteOutput(index, random, ref lastOrderId);
            }
            else
            {
                _messages[index] = Message(random);
            }
        }
    }

    /// <summary>Settings large enough for the run.</summary>
    public static SimulatedVenueConfig Config { get; } = ConfigOf(VenueLatencies.Constant(2_500, 1_200));

    /// <summary>Reports polled so far.</summary>
    public long ReportCount { get; private set; }

    /// <summary>Digest of all reports polled so far, byte by byte.</summary>
    public ulong Digest => _digest.Value;

    /// <summary>A venue of the run's settings.</summary>
    /// <param name="latencies">Its latencies; none for the settings' constants.</param>
    /// <param name="isSmall">True for tables that hold a few hundred operations.</param>
    public static SimulatedVenue NewVenue(VenueLatencies? latencies = null, bool isSmall = false) => new(
        latencies is null ? Config : ConfigOf(latencies, isSmall),
        new MarketDataDecoder(
            [
                new Instrument { Id = new InstrumentId(1), Symbol = "A" },
                new Instrument { Id = new InstrumentId(2), Symbol = "B" },
                new Instrument { Id = new InstrumentId(3), Symbol = "C" },
            ],
            0));

    /// <summary>Plays a part of the run; operation n happens at n microseconds.</summary>
    public void Play(SimulatedVenue venue, int from, int to)
    {
        for (int index = from; index < to; index++)
        {
            long timeNs = index * 1000L;
            venue.AdvanceTo(timeNs);
            if (index % 3 == 2)
            {
                Assert.True(venue.Offer(_outputs.AsSpan(index * OutputBytes, OutputBytes)));
            }
            else
            {
                venue.Apply(_messages[index]);
            }

            PollUntil(venue, timeNs);
        }
    }

    /// <summary>Polls the reports that are due.</summary>
    public void PollUntil(SimulatedVenue venue, long timeNs)
    {
        while (venue.NextReportTimeNs <= timeNs)
        {
            int length = venue.Poll(_record);
            ref readonly RecordHeader header = ref RecordWriter.Header(_record);
            Assert.True(header.ReceiveTimeNs >= _lastDeliveryTimeNs && header.SourceSequence == (ulong)ReportCount + 1);
            _lastDeliveryTimeNs = header.ReceiveTimeNs;
            _digest.Add(_record.AsSpan(0, length));
            ReportCount++;
        }
    }

    private static SimulatedVenueConfig ConfigOf(VenueLatencies latencies, bool isSmall = false) => new()
    {
        InstrumentCount = 3,
        Latencies = latencies,
        HistoricalOrderCapacity = isSmall ? 1 << 10 : 1 << 16,
        PriceLevelCapacity = isSmall ? 1 << 10 : 1 << 14,
        WorkingOrderCapacity = isSmall ? 1 << 9 : 1 << 12,
        DayOrderCapacity = isSmall ? 1 << 10 : 1 << 18,
        MakerFeePerShare = new Price(-200_000),
        TakerFeePerShare = new Price(300_000),
    };

    private static MarketMessage Message(Random random)
    {
        MarketMessageKind kind = Kinds[random.Next(Kinds.Length)];
        bool isBuy = random.Next(2) == 0;
        int distance = random.Next(40);
        return new MarketMessage
        {
            Kind = kind,
            Instrument = new InstrumentId(1 + random.Next(Config.InstrumentCount)),
            Side = isBuy ? Side.Buy : Side.Sell,
            Code = (byte)"TTTTTTTTTH"[random.Next(10)],
            HasPrice = kind == MarketMessageKind.LevelSet || random.Next(2) == 0,
            IsPrintable = random.Next(8) != 0,
            Price = new Price((isBuy ? 10_002 - distance : 9_999 + distance) * (Price.Scale / 100)),
            Quantity = kind == MarketMessageKind.WindowCut ? 30 : 1 + random.Next(300),
            OrderReference = 1 + (ulong)random.Next(References),
            NewOrderReference = 1 + (ulong)random.Next(References),
        };
    }

    private void WriteOutput(int index, Random random, ref ulong lastOrderId)
    {
        int choice = random.Next(10);
        bool isNew = choice < 6 || lastOrderId == 0;
        bool isBuy = random.Next(2) == 0;
        int distance = random.Next(30);
        OrderPayload payload = new()
        {
            OrderId = isNew ? ++lastOrderId : lastOrderId - (ulong)random.Next((int)Math.Min(lastOrderId, 50)),
            RequestId = isNew ? 0 : (uint)index,
            Instrument = 1 + random.Next(Config.InstrumentCount),
            Side = isBuy ? Side.Buy : Side.Sell,
            OrdType = choice == 5 ? OrdType.Market : OrdType.Limit,
            TimeInForce = choice is 4 or 5 ? TimeInForce.ImmediateOrCancel : TimeInForce.Day,
            Price = choice == 5 ? 0 : (isBuy ? 10_002 - distance : 9_999 + distance) * (Price.Scale / 100),
            Quantity = 1 + random.Next(400),
        };
        RecordHeader header = new()
        {
            Type = isNew ? RecordType.NewOrderSingle
                : choice < 8 ? RecordType.OrderCancelReplaceRequest : RecordType.OrderCancelRequest,
            ReceiveTimeNs = index * 1000L,
        };
        RecordWriter.Write(_outputs.AsSpan(index * OutputBytes), header, in payload);
    }
}
