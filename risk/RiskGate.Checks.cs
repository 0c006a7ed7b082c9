using Strategies.Sdk;

namespace Strategies.Risk;

/// <content>The steps of a check, in the order of the class's remarks.</content>
public sealed partial class RiskGate
{
    private bool HasAccount(int slot) => (uint)slot < (uint)_accountOfSlot.Length && _accountOfSlot[slot] != 0;

    private bool IsKnown(InstrumentId instrument) => instrument.Value > 0 && instrument.Value <= _instruments.Length;

    // Windows: slots, then accounts, then the firm. The array of slots has one more, for slot 0.
    private static int SlotWindow(int slot) => slot - 1;

    private int AccountWindow(int account) => _accountOfSlot.Length - 2 + account;

    private RiskDecision CheckForm(in RiskOrder order)
    {
        if (!HasAccount(order.Slot) || _accountOfSlot[order.Slot] != order.Account)
        {
            return RiskDecision.Reject(RejectReason.InvalidOrder);
        }

        if (!IsKnown(order.Instrument))
        {
            return RiskDecision.Reject(RejectReason.UnknownInstrument);
        }

        int instrument = order.Instrument.Value;
        RiskScope killed = _kills.Find(order.Slot, order.Account, instrument);
        if (killed != RiskScope.None)
        {
            return new RiskDecision(RejectReason.KillSwitch, killed, 0, 0);
        }

        return RiskDecision.Reject(
            _isTradable[instrument]
                ? OrderRules.Check(in order, _instruments[instrument - 1])
                : RejectReason.InstrumentNotTradable);
    }

    private RiskDecision CheckLimits(in RiskOrder order, long extra, in ReferencePrice reference, long timeNs)
    {
        int instrument = order.Instrument.Value;
        LimitPath path = Limits.PathOf(order.Slot, order.Account, instrument);
        // A plain yes is final; a plain no only means that the full checks decide, and name a reason.
        RiskDecision decision = IsPlainlyWithin(in path, in order, extra, in reference, timeNs)
            ? default
            : CheckAll(in path, in order, extra, in reference, timeNs);
        if (!decision.IsAccepted)
        {
            return decision;
        }

        decision = CheckMessages(order.Slot, order.Account, timeNs);
        if (!decision.IsAccepted)
        {
            return decision;
        }

        // Last of the checks: what cannot be undone must not be reserved.
        if (_log.IsFull)
        {
            return new RiskDecision(RejectReason.CapacityExceeded, RiskScope.None, _log.Capacity, _log.Capacity + 1L);
        }

        _exposures.AddOpen(order.Slot, order.Account, instrument, order.Side, extra);
        _log.Add(instrument, order.Side, extra);
        CountMessage(order.Slot, timeNs);
        return decision;
    }

    /// <summary>Checks (10) to (14), which do not count anything, one after another.</summary>
    private RiskDecision CheckAll(
        in LimitPath path, in RiskOrder order, long extra, in ReferencePrice reference, long timeNs)
    {
        int instrument = order.Instrument.Value;
        EffectiveLimit quantity = Limits.Tightest(RiskControl.MaxQuantity, in path);
        if (!quantity.IsSet)
        {
            return RiskDecision.NotSet(RiskControl.MaxQuantity);
        }

        if (order.Quantity.Raw > quantity.Value)
        {
            return RiskDecision.Reject(RejectReason.MaxQuantity, quantity, order.Quantity.Raw);
        }

        RiskDecision decision = PriceRules.Check(Limits, in path, in order, _instruments[instrument - 1], in reference,
            timeNs);
        return decision.IsAccepted ? CheckPosition(in path, in order, extra) : decision;
    }

    private RiskDecision CheckPosition(in LimitPath path, in RiskOrder order, long extra)
    {
        int instrument = order.Instrument.Value;
        EffectiveLimit perOrder = Limits.InCell(RiskControl.MaxPosition, path.Order, RiskScope.Order);
        EffectiveLimit strategy = Limits.InCell(RiskControl.MaxPosition, path.Strategy, RiskScope.Strategy);
        EffectiveLimit account = Limits.InCell(RiskControl.MaxPosition, path.Account, RiskScope.Account);
        EffectiveLimit firm = Limits.InCell(RiskControl.MaxPosition, path.Firm, RiskScope.Firm);
        if (!perOrder.IsSet && !strategy.IsSet && !account.IsSet && !firm.IsSet)
        {
            return RiskDecision.NotSet(RiskControl.MaxPosition);
        }

        // Nothing is added: a replace that lowers the leaves passes above the limit too.
        if (extra == 0)
        {
            return default;
        }

        Int128 ofSlot = _exposures.OfSlot(order.Slot, instrument).WorstCase(order.Side, extra);
        RiskDecision decision = ComparePosition(perOrder, ofSlot);
        decision = decision.IsAccepted ? ComparePosition(strategy, ofSlot) : decision;
        decision = decision.IsAccepted
            ? ComparePosition(account, _exposures.OfAccount(order.Account, instrument).WorstCase(order.Side, extra))
            : decision;
        return decision.IsAccepted
            ? ComparePosition(firm, _exposures.OfFirm(instrument).WorstCase(order.Side, extra))
            : decision;
    }

    private static RiskDecision ComparePosition(EffectiveLimit limit, Int128 worstCase) =>
        limit.IsSet && worstCase > limit.Value
            ? RiskDecision.Reject(RejectReason.MaxPosition, limit, Saturated.ToInt64(worstCase))
            : default;

    private RiskDecision CheckMessages(int slot, int account, long timeNs)
    {
        EffectiveLimit strategyLimit = Limits.AtScope(RiskControl.MessagesPerSecond, RiskScope.Strategy, slot, 0);
        EffectiveLimit accountLimit = Limits.AtScope(RiskControl.MessagesPerSecond, RiskScope.Account, account, 0);
        EffectiveLimit firmLimit = Limits.AtScope(RiskControl.MessagesPerSecond, RiskScope.Firm, 0, 0);
        if (!strategyLimit.IsSet && !accountLimit.IsSet && !firmLimit.IsSet)
        {
            return RiskDecision.NotSet(RiskControl.MessagesPerSecond);
        }

        RiskDecision decision = CompareMessages(strategyLimit, SlotWindow(slot), timeNs);
        decision = decision.IsAccepted ? CompareMessages(accountLimit, AccountWindow(account), timeNs) : decision;
        return decision.IsAccepted ? CompareMessages(firmLimit, FirmWindow, timeNs) : decision;
    }

    private RiskDecision CompareMessages(EffectiveLimit limit, int window, long timeNs) =>
        limit.IsSet && !_messages.HasRoom(window, limit.Value, timeNs)
            ? RiskDecision.Reject(RejectReason.MessageThrottle, limit, _messages.Count(window, timeNs) + 1)
            : default;

    private void CountMessage(int slot, long timeNs)
    {
        _messages.Add(SlotWindow(slot), timeNs);
        _messages.Add(AccountWindow(_accountOfSlot[slot]), timeNs);
        _messages.Add(FirmWindow, timeNs);
    }
}
