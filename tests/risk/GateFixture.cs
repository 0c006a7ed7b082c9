using Strategies.Sdk;

namespace Strategies.Risk.Tests;

/// <summary>A gate over a small universe, with room everywhere until a test tightens something.</summary>
internal sealed class GateFixture
{
    public const long NowNs = 1_000_000_000_000;
    public const int Share = 1;
    public const int Bond = 2;
    public const int Option = 3;
    public const int Future = 4;
    public const long Unlimited = long.MaxValue;

    private readonly List<LimitEntry> _limits = [];

    public GateFixture(int messagesPerCallbackMax = 64)
    {
        Gate = new RiskGate(Universe, slotCount: 3, accountCount: 2, messagesPerSecondMax: 100, messagesPerCallbackMax);
        Assert.True(Gate.SetSlotAccount(1, 1));
        Assert.True(Gate.SetSlotAccount(2, 1));
        Assert.True(Gate.SetSlotAccount(3, 2));
        Set(RiskControl.MaxQuantity, RiskScope.Firm, 0, Unlimited);
        Set(RiskControl.MaxNotional, RiskScope.Firm, 0, Unlimited);
        Set(RiskControl.PriceCollar, RiskScope.Firm, 0, 50_000);
        Set(RiskControl.ReferenceAge, RiskScope.Firm, 0, 5_000_000_000);
        Set(RiskControl.MaxPosition, RiskScope.Firm, 0, Unlimited);
        Set(RiskControl.MessagesPerSecond, RiskScope.Firm, 0, 100);
    }

    /// <summary>
    /// A share, a bond in percent of par, an option on 100 shares and a future that may cost less than nothing.
    /// </summary>
    public static Instrument[] Universe { get; } =
    [
        new() { Id = new InstrumentId(Share), Symbol = "AMZN" },
        new()
        {
            Id = new InstrumentId(Bond),
            Symbol = "T4.25-34",
            SecurityType = SecurityType.Bond,
            PriceType = PriceType.PercentOfPar,
            Lot = 100,
            Ticks = new TickTable(new TickBand(Price.Zero, new Price(Price.Scale / 256))),
        },
        new()
        {
            Id = new InstrumentId(Option),
            Symbol = "AMZN240621C230",
            SecurityType = SecurityType.Option,
            ContractMultiplier = 100,
            Ticks = new TickTable(new TickBand(Price.Zero, Dollars(0.05m)), new TickBand(Dollars(3), Dollars(0.10m))),
        },
        new()
        {
            Id = new InstrumentId(Future),
            Symbol = "CLM0",
            SecurityType = SecurityType.Future,
            ContractMultiplier = 1_000,
            Ticks = new TickTable(new TickBand(Price.Zero, Dollars(0.01m))),
        },
    ];

    public RiskGate Gate { get; }

    public ReferencePrice Reference { get; set; } = new()
    {
        BestBid = Dollars(99),
        BestOffer = Dollars(100),
        LastTrade = Dollars(98),
        TimeNs = NowNs,
    };

    public static Price Dollars(decimal units) => Price.FromDecimal(units);

    public static RiskOrder Buy(long quantity, decimal price, int slot = 1, int instrument = Share) =>
        Order(Side.Buy, quantity, Dollars(price), slot, instrument);

    public static RiskOrder Sell(long quantity, decimal price, int slot = 1, int instrument = Share) =>
        Order(Side.Sell, quantity, Dollars(price), slot, instrument);

    public static RiskOrder Market(Side side, long quantity, int instrument = Share) => new()
    {
        Slot = 1,
        Account = 1,
        Instrument = new InstrumentId(instrument),
        Side = side,
        OrdType = OrdType.Market,
        TimeInForce = TimeInForce.ImmediateOrCancel,
        Quantity = quantity,
    };

    public static RiskOrder Order(Side side, long quantity, Price price, int slot = 1, int instrument = Share) => new()
    {
        Slot = slot,
        Account = slot == 3 ? 2 : 1,
        Instrument = new InstrumentId(instrument),
        Side = side,
        OrdType = OrdType.Limit,
        TimeInForce = TimeInForce.Day,
        Price = price,
        Quantity = quantity,
    };

    /// <summary>Sets a limit, in place of one that was set for the same.</summary>
    public void Set(RiskControl control, RiskScope scope, int scopeId, long value, int instrument = 0)
    {
        Unset(control, scope, scopeId, instrument);
        _limits.Add(new LimitEntry
        {
            Control = control,
            Scope = scope,
            ScopeId = scopeId,
            Instrument = instrument,
            Value = value,
        });
        Put();
    }

    /// <summary>Takes a limit away.</summary>
    public void Unset(RiskControl control, RiskScope scope, int scopeId, int instrument = 0)
    {
        _limits.RemoveAll(limit =>
            limit.Control == control && limit.Scope == scope && limit.ScopeId == scopeId
            && limit.Instrument == instrument);
        Put();
    }

    public RiskDecision New(RiskOrder order, long timeNs = NowNs) => Gate.CheckNew(in order, Reference, timeNs);

    public RiskDecision Replace(RiskOrder current, decimal price, long orderQty, long cumQty = 0,
        long timeNs = NowNs) =>
        Gate.CheckReplace(in current, Dollars(price), orderQty, cumQty, Reference, timeNs);

    public static void AssertAccepted(RiskDecision decision) => Assert.Equal(default, decision);

    public static void AssertRefused(RiskDecision decision, RejectReason reason, RiskScope scope = RiskScope.None,
        long limit = 0, long value = 0) =>
        Assert.Equal(new RiskDecision(reason, scope, limit, value), decision);

    public void AssertSlot(long position, long openBuy, long openSell, int slot = 1, int instrument = Share) =>
        AssertExposure(Gate.SlotExposure(slot, new InstrumentId(instrument)), position, openBuy, openSell);

    public static void AssertExposure(Exposure exposure, long position, long openBuy, long openSell) =>
        Assert.Equal(((Int128)position, (Int128)openBuy, (Int128)openSell),
            (exposure.Position, exposure.OpenBuy, exposure.OpenSell));

    private void Put() => Assert.True(Gate.Limits.TryReplace(_limits.ToArray(), out _));
}
