using System.Numerics;
using Strategies.Sdk;

namespace Strategies.Risk.Tests.Reference;

/// <summary>The gate by its definitions, as plainly as they can be written; slow, and right by reading.</summary>
internal sealed class NaiveRiskGate
{
    private static readonly BigInteger Million = 1_000_000;
    private static readonly BigInteger Endless = BigInteger.Pow(2, 200);

    private readonly Instrument[] _universe;
    private readonly IReadOnlyDictionary<int, int> _accounts;
    private readonly int _messagesPerSecondMax;
    private readonly int _messagesPerCallbackMax;
    private readonly HashSet<(RiskScope Scope, int Id)> _kills = [];
    private readonly HashSet<int> _halted = [];
    private NaiveBooks? _marked;

    public NaiveRiskGate(Instrument[] universe, IReadOnlyDictionary<int, int> accounts, int accountCount,
        int messagesPerSecondMax, int messagesPerCallbackMax)
    {
        _universe = universe;
        _accounts = accounts;
        _messagesPerSecondMax = messagesPerSecondMax;
        _messagesPerCallbackMax = messagesPerCallbackMax;
        Limits = new NaiveLimits(universe.Length, accounts.Count, accountCount, messagesPerSecondMax);
    }

    public NaiveLimits Limits { get; }

    public NaiveBooks Books { get; private set; } = new();

    public int MarkedSlot { get; private set; }

    public int MarkedOrders { get; private set; }

    public int MarkedMessages => _marked is null ? 0 : Books.Messages.Count - _marked.Messages.Count;

    public void SetKill(RiskScope scope, int id, bool isSet) =>
        _ = isSet ? _kills.Add((scope, id)) : _kills.Remove((scope, id));

    public void SetTradable(int instrument, bool isTradable) =>
        _ = isTradable ? _halted.Remove(instrument) : _halted.Add(instrument);

    public RiskDecision CheckNew(RiskOrder order, ReferencePrice reference, long timeNs) =>
        Check(order, order.Quantity.Raw, () => null, reference, timeNs);

    public RiskDecision CheckReplace(RiskOrder current, Price newPrice, Quantity newOrderQty, Quantity cumQty,
        ReferencePrice reference, long timeNs)
    {
        BigInteger newLeaves = (BigInteger)newOrderQty.Raw - cumQty.Raw;
        BigInteger extra = BigInteger.Max(newLeaves, current.Quantity.Raw) - current.Quantity.Raw;
        RiskDecision? ReplaceRules() => current.OrdType == OrdType.Market || current.Quantity.Raw < 0 || cumQty.Raw < 0
            ? Refuse(RejectReason.InvalidOrder)
            : newLeaves <= 0 ? Refuse(RejectReason.BelowCumQty) : null;
        return Check(current.With(newPrice, newOrderQty), extra, ReplaceRules, reference, timeNs);
    }

    public void CountCancel(int slot, long timeNs) => Books.Messages.Add((slot, _accounts[slot], timeNs));

    public void Reserve(int slot, int instrument, Side side, BigInteger quantity) =>
        Books.Open.Add((slot, _accounts[slot], instrument, side, quantity));

    public bool Release(int slot, int instrument, Side side, BigInteger quantity)
    {
        BigInteger reserved = Books.Reserved(RiskScope.Strategy, slot, instrument, side);
        Reserve(slot, instrument, side, -BigInteger.Min(reserved, quantity));
        return reserved >= quantity;
    }

    public void AdjustPosition(int slot, int instrument, BigInteger quantity) =>
        Books.Positions.Add((slot, _accounts[slot], instrument, quantity));

    public bool Fill(int slot, int instrument, Side side, BigInteger quantity, BigInteger fromReservation)
    {
        AdjustPosition(slot, instrument, side == Side.Buy ? quantity : -quantity);
        return Release(slot, instrument, side, fromReservation);
    }

    public void Mark(int slot) => (_marked, MarkedSlot, MarkedOrders) = (Books.Copy(), slot, 0);

    public void Commit() => (_marked, MarkedSlot, MarkedOrders) = (null, 0, 0);

    public bool RollBack()
    {
        bool isMarked = _marked is not null;
        Books = _marked ?? Books;
        Commit();
        return isMarked;
    }

    private static RiskDecision Refuse(RejectReason reason, RiskScope scope = RiskScope.None,
        BigInteger limit = default, BigInteger value = default) =>
        new(reason, scope, (long)limit, (long)BigInteger.Clamp(value, long.MinValue, long.MaxValue));

    private RiskDecision Check(RiskOrder order, BigInteger extra, Func<RiskDecision?> replaceRules,
        ReferencePrice reference, long timeNs)
    {
        RiskDecision? refusal = Permission(order) ?? Form(order) ?? replaceRules()
            ?? Size(order) ?? Pricing(order, reference, timeNs) ?? Position(order, extra)
            ?? Throttle(order, timeNs) ?? Room();
        if (refusal is not null)
        {
            return refusal.Value;
        }

        Reserve(order.Slot, order.Instrument.Value, order.Side, extra);
        Books.Messages.Add((order.Slot, order.Account, timeNs));
        MarkedOrders += _marked is null ? 0 : 1;
        return default;
    }

    private RiskDecision? Permission(RiskOrder order)
    {
        if (!_accounts.TryGetValue(order.Slot, out int account) || account != order.Account)
        {
            return Refuse(RejectReason.InvalidOrder);
        }

        if (_universe.All(instrument => instrument.Id != order.Instrument))
        {
            return Refuse(RejectReason.UnknownInstrument);
        }

        (RiskScope Scope, int Id)[] switches =
            [(RiskScope.Order, order.Instrument.Value), (RiskScope.Strategy, order.Slot),
                (RiskScope.Account, order.Account), (RiskScope.Firm, 0)];
        RiskScope stopped = switches.FirstOrDefault(_kills.Contains).Scope;
        return stopped != RiskScope.None ? Refuse(RejectReason.KillSwitch, stopped)
            : _halted.Contains(order.Instrument.Value) ? Refuse(RejectReason.InstrumentNotTradable)
            : null;
    }

    private RiskDecision? Form(RiskOrder order)
    {
        Instrument instrument = _universe[order.Instrument.Value - 1];
        bool isMarket = order.OrdType == OrdType.Market;
        bool isSide = order.Side == Side.Buy || order.Side == Side.Sell;
        bool isType = isMarket || order.OrdType == OrdType.Limit;
        bool isTime = order.TimeInForce == TimeInForce.ImmediateOrCancel
            || order.TimeInForce == TimeInForce.Day && !isMarket;
        if (!isSide || !isType || !isTime)
        {
            return Refuse(RejectReason.InvalidOrder);
        }

        bool mayBeNegative = instrument.SecurityType == SecurityType.Future;
        bool isLimitPrice = mayBeNegative ? order.Price.Raw > long.MinValue : order.Price.Raw > 0;
        bool isPriceValid = isMarket ? order.Price.Raw == 0 : isLimitPrice;
        if (!isPriceValid)
        {
            return Refuse(RejectReason.InvalidPrice);
        }

        BigInteger magnitude = BigInteger.Abs(order.Price.Raw);
        TickBand band = instrument.Ticks.Bands.ToArray().Last(candidate => candidate.From.Raw <= magnitude);
        return !isMarket && magnitude % band.Increment.Raw != 0 ? Refuse(RejectReason.InvalidTick)
            : order.Quantity.Raw <= 0 || order.Quantity.Raw % instrument.Lot.Raw != 0 ? Refuse(RejectReason.InvalidLot)
            : null;
    }

    private RiskDecision? Size(RiskOrder order) => Tightest(RiskControl.MaxQuantity, order) switch
    {
        null => Unset(RiskControl.MaxQuantity),
        var (limit, scope) when order.Quantity.Raw > limit =>
            Refuse(RejectReason.MaxQuantity, scope, limit, order.Quantity.Raw),
        _ => null,
    };

    private RiskDecision? Pricing(RiskOrder order, ReferencePrice reference, long timeNs)
    {
        Instrument instrument = _universe[order.Instrument.Value - 1];
        if (Tightest(RiskControl.ReferenceAge, order) is not var (oldest, ageScope))
        {
            return Unset(RiskControl.ReferenceAge);
        }

        BigInteger bid = reference.BestBid.Raw;
        BigInteger offer = reference.BestOffer.Raw;
        BigInteger farSide = order.Side == Side.Buy ? offer : bid;
        BigInteger price = farSide != 0 ? farSide : reference.LastTrade.Raw;
        bool isUsable = !reference.IsGap && reference.TimeNs > 0 && reference.TimeNs <= timeNs
            && !(bid != 0 && offer != 0 && bid >= offer)
            && price != 0 && (price > 0 || instrument.SecurityType == SecurityType.Future);
        if (!isUsable)
        {
            return Refuse(RejectReason.StaleReference, ageScope, oldest, long.MaxValue);
        }

        if (timeNs - reference.TimeNs > oldest)
        {
            return Refuse(RejectReason.StaleReference, ageScope, oldest, timeNs - reference.TimeNs);
        }

        if (Tightest(RiskControl.PriceCollar, order) is not var (collar, collarScope))
        {
            return Unset(RiskControl.PriceCollar);
        }

        BigInteger through = order.Side == Side.Buy ? order.Price.Raw - price : price - order.Price.Raw;
        bool isMarket = order.OrdType == OrdType.Market;
        if (!isMarket && through > 0 && through * Million > BigInteger.Abs(price) * collar)
        {
            return Refuse(RejectReason.PriceCollar, collarScope, collar,
                RoundUp(through * Million, BigInteger.Abs(price)));
        }

        if (Tightest(RiskControl.MaxNotional, order) is not var (limit, notionalScope))
        {
            return Unset(RiskControl.MaxNotional);
        }

        BigInteger unit = isMarket
            ? RoundUp(BigInteger.Abs(price) * (Million + collar), Million)
            : BigInteger.Abs(order.Price.Raw);
        BigInteger notional = unit > long.MaxValue
            ? Endless
            : unit * order.Quantity.Raw * instrument.ContractMultiplier;
        notional = instrument.PriceType == PriceType.PercentOfPar ? notional / 100 : notional;
        return notional > limit ? Refuse(RejectReason.MaxNotional, notionalScope, limit, notional) : null;
    }

    private RiskDecision? Position(RiskOrder order, BigInteger extra)
    {
        int instrument = order.Instrument.Value;
        (RiskScope Scope, long? Limit, RiskScope Holder, int Id)[] compared =
        [
            (RiskScope.Order, Limits.At(RiskControl.MaxPosition, RiskScope.Order, 0, instrument), RiskScope.Strategy,
                order.Slot),
            (RiskScope.Strategy, Limits.At(RiskControl.MaxPosition, RiskScope.Strategy, order.Slot, instrument),
                RiskScope.Strategy, order.Slot),
            (RiskScope.Account, Limits.At(RiskControl.MaxPosition, RiskScope.Account, order.Account, instrument),
                RiskScope.Account, order.Account),
            (RiskScope.Firm, Limits.At(RiskControl.MaxPosition, RiskScope.Firm, 0, instrument), RiskScope.Firm, 0),
        ];
        if (compared.All(scope => scope.Limit is null))
        {
            return Unset(RiskControl.MaxPosition);
        }

        var binding = compared.Where(scope => scope.Limit is not null && extra > 0);
        foreach ((RiskScope scope, long? limit, RiskScope holder, int id) in binding)
        {
            BigInteger held = Books.Position(holder, id, instrument) * order.Side.Sign();
            BigInteger worst = held + Books.Reserved(holder, id, instrument, order.Side) + extra;
            if (worst > limit)
            {
                return Refuse(RejectReason.MaxPosition, scope, limit.Value, worst);
            }
        }

        return null;
    }

    private RiskDecision? Throttle(RiskOrder order, long timeNs)
    {
        (RiskScope Scope, int Id)[] counted = [(RiskScope.Strategy, order.Slot), (RiskScope.Account, order.Account),
            (RiskScope.Firm, 0)];
        bool isSet = false;
        foreach ((RiskScope scope, int id) in counted)
        {
            long? limit = Limits.At(RiskControl.MessagesPerSecond, scope, id, 0);
            int count = Math.Min(Books.MessagesInLastSecond(scope, id, timeNs), _messagesPerSecondMax) + 1;
            isSet |= limit is not null;
            if (count > limit)
            {
                return Refuse(RejectReason.MessageThrottle, scope, limit.Value, count);
            }
        }

        return isSet ? null : Unset(RiskControl.MessagesPerSecond);
    }

    private (long Value, RiskScope Scope)? Tightest(RiskControl control, RiskOrder order) =>
        Limits.Tightest(control, order.Slot, order.Account, order.Instrument.Value);

    private RiskDecision? Room() => _marked is not null && MarkedOrders == _messagesPerCallbackMax
        ? Refuse(RejectReason.CapacityExceeded, RiskScope.None, _messagesPerCallbackMax, _messagesPerCallbackMax + 1)
        : null;

    private static RiskDecision Unset(RiskControl control) => Refuse(RejectReason.LimitNotSet, value: (int)control);

    private static BigInteger RoundUp(BigInteger dividend, BigInteger divisor) => (dividend + divisor - 1) / divisor;
}
