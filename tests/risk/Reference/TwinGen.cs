using CsCheck;
using Strategies.Sdk;

namespace Strategies.Risk.Tests.Reference;

/// <summary>
/// Random runs: mostly sensible orders at the edges of the limits, and enough that are senseless or near overflow.
/// </summary>
internal static class TwinGen
{
    public const int MessagesPerSecondMax = 20;
    public const int MessagesPerCallbackMax = 11;

    private static readonly Price Hundred = new(100 * Price.Scale);

    private static readonly Gen<long> Extreme =
        Gen.OneOf(Gen.OneOf(long.MaxValue, long.MaxValue - 1, long.MinValue, long.MinValue + 1,
            long.MaxValue / 100 * 100), Gen.Long);


    private static readonly Gen<int> Instrument = Gen.Frequency((60, Gen.Int[1, 4]),
        (1, Gen.OneOf(0, 5, -1, int.MaxValue)));

    private static readonly Gen<TwinMarket> Market =
        from bid in Gen.Frequency((12, Gen.OneOf(0L, 99_00000000, 99_99000000, 100_00000000)),
            (1, Gen.OneOf(101_00000000, -40_00000000, 33L, long.MaxValue - 1)))
        from offer in Gen.Frequency((12, Gen.OneOf(0L, 100_00000000, 100_01000000, 101_00000000)),
            (1, Gen.OneOf(-39_00000000L, 34, 1, long.MaxValue)))
        from last in Gen.Frequency((16, Gen.OneOf(100_00000000L, 99_98000000)), (1, Gen.OneOf(0L, -5_00000000)),
            (1, Extreme))
        from age in Gen.Frequency((30, Gen.OneOf(0L, 1_000)),
            (4, Gen.OneOf(5_000_000_000L, 5_000_000_001, 4_999_999_999)), (1, Gen.OneOf(-1L, -7_000)))
        from hasTime in Gen.Frequency((40, Gen.Const(true)), (1, Gen.Const(false)))
        from isGap in Gen.Frequency((30, Gen.Const(false)), (1, Gen.Const(true)))
        select new TwinMarket(new Price(bid), new Price(offer), new Price(last), hasTime ? age : null, isGap);

    private static readonly Gen<TwinOrder> Order =
        from slot in Gen.Frequency((80, Gen.Int[1, 3]), (1, Gen.OneOf(0, 4, -1)))
        from hasOwnAccount in Gen.Frequency((80, Gen.Const(true)), (1, Gen.Const(false)))
        from instrument in Instrument
        from side in Gen.Frequency((80, Gen.OneOf(Side.Buy, Side.Sell)), (1, Gen.OneOf(Side.None, (Side)3)))
        from ordType in Gen.Frequency((60, Gen.Const(OrdType.Limit)), (15, Gen.Const(OrdType.Market)),
            (1, Gen.OneOf(OrdType.None, (OrdType)3)))
        from timeInForce in Gen.Frequency((80, Gen.OneOf(TimeInForce.Day, TimeInForce.ImmediateOrCancel)),
            (1, Gen.Const((TimeInForce)1)))
        from price in PriceOf(instrument)
        from hasMarketForm in Gen.Frequency((20, Gen.Const(true)), (1, Gen.Const(false)))
        from quantity in QuantityOf(instrument)
        let isMarket = ordType == OrdType.Market && hasMarketForm
        select new TwinOrder(
            slot, hasOwnAccount ? AccountOf(slot) : 3 - AccountOf(slot), instrument, side, ordType,
            isMarket ? TimeInForce.ImmediateOrCancel : timeInForce, isMarket ? Price.Zero : price, quantity);

    private static readonly Gen<LimitEntry> SomeLimit =
        from control in Gen.Frequency((80, Gen.Int[1, 6]), (1, Gen.OneOf(0, 7)))
        from scope in Gen.Frequency((80, Gen.Int[1, 4]), (1, Gen.OneOf(0, 5)))
        from slot in Gen.Int[1, 3]
        from isHolder in Gen.Frequency((80, Gen.Const(true)), (1, Gen.Const(false)))
        from instrument in Gen.Frequency((40, Gen.Int[0, 4]), (40, Gen.Const(0)), (1, Gen.OneOf(-1, 5)))
        from value in ValueOf((RiskControl)control)
        let isMessages = control == (int)RiskControl.MessagesPerSecond
        let actualScope = isMessages && scope == 1 ? 2 : scope
        select new LimitEntry
        {
            Control = (RiskControl)control,
            Scope = (RiskScope)actualScope,
            ScopeId = actualScope == 2 ? slot : actualScope == 3 ? AccountOf(slot) : isHolder ? 0 : 1,
            Instrument = isMessages && isHolder ? 0 : instrument,
            Value = value,
        };

    /// <summary>
    /// Limits at the firm for nearly every control, so that most runs get somewhere, and some more at random.
    /// </summary>
    public static readonly Gen<LimitEntry[]> Limits =
        from values in Gen.Select(
            ValueOf(RiskControl.MaxQuantity), ValueOf(RiskControl.MaxNotional), ValueOf(RiskControl.PriceCollar),
            ValueOf(RiskControl.ReferenceAge), ValueOf(RiskControl.MaxPosition), ValueOf(RiskControl.MessagesPerSecond),
            (quantity, notional, collar, age, position, messages) =>
                new[] { quantity, notional, collar, age, position, messages })
        from isSet in Gen.Frequency((80, Gen.Const(true)), (1, Gen.Const(false))).Array[6]
        from more in SomeLimit.Array[0, 6]
        from keepsFaults in Gen.Frequency((20, Gen.Const(false)), (1, Gen.Const(true)))
        let basic = Enumerable.Range(1, 6).Where(control => isSet[control - 1])
            .Select(control =>
                new LimitEntry { Control = (RiskControl)control, Scope = RiskScope.Firm, Value = values[control - 1] })
        let all = basic.Concat(more)
        let sound = all.Where(IsSound)
            .DistinctBy(limit => (limit.Control, limit.Scope, limit.ScopeId, limit.Instrument))
        select (keepsFaults ? all : sound).ToArray();

    public static readonly Gen<TwinStep[]> Steps = (
        from action in Gen.Frequency(
            (40, Gen.Const(TwinAction.New)), (14, Gen.Const(TwinAction.Replace)), (8, Gen.Const(TwinAction.Cancel)),
            (7, Gen.Const(TwinAction.Fill)), (4, Gen.Const(TwinAction.Release)), (1, Gen.Const(TwinAction.Reserve)),
            (2, Gen.Const(TwinAction.Adjust)), (2, Gen.Const(TwinAction.Kill)), (2, Gen.Const(TwinAction.Tradable)),
            (4, Gen.Const(TwinAction.Mark)), (1, Gen.Const(TwinAction.Commit)), (3, Gen.Const(TwinAction.RollBack)),
            (2, Gen.Const(TwinAction.Limits)), (3, Gen.Const(TwinAction.Limit)))
        from elapsedNs in Gen.Frequency(
            (10, Gen.OneOf(0L, 1, 100_000_000)), (3, Gen.OneOf(999_999_999L, 1_000_000_000, 1_000_000_001)),
                (1, Gen.Long[0, 20_000_000_000]))
        from order in Order
        from market in Market
        from price in PriceOf(order.Instrument)
        from quantity in QuantityOf(order.Instrument)
        from cumQty in Gen.Frequency((12, Gen.OneOf(0L, 0, 1, 50, 100)), (1, Extreme))
        from scope in Gen.OneOf(RiskScope.Order, RiskScope.Strategy, RiskScope.Account, RiskScope.Firm)
        from flag in Gen.Frequency((1, Gen.Const(true)), (3, Gen.Const(false)))
        from limits in Limits
        from limit in SomeLimit
        select new TwinStep(
            action, elapsedNs, order, market, price, quantity, cumQty, scope, flag, limits, limit)).Array[1, 60];

    public static int AccountOf(int slot) => slot == 3 ? 2 : 1;

    private static bool IsSound(LimitEntry limit)
    {
        bool isKnown = limit.Control is > RiskControl.None and <= RiskControl.MessagesPerSecond
            && limit.Scope is > RiskScope.None and <= RiskScope.Firm;
        bool isHolder = limit.ScopeId == 0 || limit.Scope is RiskScope.Strategy or RiskScope.Account;
        bool isMessages = limit.Control == RiskControl.MessagesPerSecond;
        return isKnown && isHolder && limit.Instrument is >= 0 and <= 4
            && (!isMessages || limit.Instrument == 0 && limit.Value <= MessagesPerSecondMax);
    }

    private static Gen<long> QuantityOf(int instrument)
    {
        long lot = instrument == GateFixture.Bond ? 100 : 1;
        return Gen.Frequency(
            (20, Gen.OneOf(1L, 2, 3)), (12, Gen.OneOf(99L, 100, 101, 200, 300)), (12, Gen.Long[1, 400]),
            (1, Gen.OneOf(0L, -1, -100)), (1, Extreme))
            .Select(Gen.Frequency((20, Gen.Const(lot)), (1, Gen.Const(1L))), (count, size) => unchecked(count * size));
    }

    private static Gen<Price> PriceOf(int instrument)
    {
        long tick = instrument switch
        {
            GateFixture.Bond => Price.Scale / 256,
            GateFixture.Option => Price.Scale / 10,
            _ => Price.Scale / 100,
        };
        return Gen.Frequency(
            (10, Gen.OneOf(0L, 1, -1, 499, 500, 501, -500, -501, -502, 50, 51, -50, -51)
                .Select(ticks => Hundred + new Price(tick) * ticks)),
            (10, Gen.Long[-20, 20].Select(ticks => Hundred + new Price(tick) * ticks)),
            (2, Gen.Long[-600, 600].Select(cents => new Price(cents * Price.Scale / 1_000))),
            (1, Extreme.Select(raw => new Price(raw))),
            (1, Extreme.Select(raw => new Price(raw / Price.Scale * Price.Scale))));
    }

    private static Gen<long> ValueOf(RiskControl control) => control switch
    {
        RiskControl.MaxQuantity => Gen.Frequency(
            (6, Gen.Const(long.MaxValue)), (4, Gen.OneOf(30_000L, 300L, 200L, 100L, 99L)), (1, Gen.Long[0, 400])),
        RiskControl.MaxNotional => Gen.Frequency(
            (6, Gen.Const(long.MaxValue)),
            (2, Gen.OneOf(20_000_00000000L, 10_000_00000000L, 1_000_000_00000000L)),
            (2, Gen.OneOf(10_500_00000000L, 10_499_99999999L)),
            (1, Gen.Long[0, 3_000_000_00000000L])),
        RiskControl.PriceCollar => Gen.Frequency(
            (12, Gen.OneOf(50_000L, 50_000L, 49_999L, 5_000L)),
            (1, Gen.OneOf(long.MaxValue, 1_000_000L, 0L)),
            (2, Gen.Long[0, 100_000])),
        RiskControl.ReferenceAge => Gen.Frequency((20, Gen.Const(5_000_000_000L)), (1, Gen.OneOf(long.MaxValue, 0L))),
        RiskControl.MaxPosition => Gen.Frequency(
            (4, Gen.OneOf(long.MaxValue, 30_000L, 300L, 500L)), (4, Gen.Long[0, 1_000])),
        RiskControl.MessagesPerSecond => Gen.Frequency(
            (12, Gen.Long[3, MessagesPerSecondMax]), (1, Gen.OneOf(0L, 1L)), (1, Gen.Const(MessagesPerSecondMax + 1L))),
        _ => Gen.Const(1L),
    };
}
