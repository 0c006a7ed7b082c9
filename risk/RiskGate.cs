using Strategies.Sdk;

namespace Strategies.Risk;

/// <summary>
/// The only way out of the engine for an order. Checks a new order or a replace against every control at four scopes,
/// and on acceptance reserves what it could trade and counts the message, before anything leaves.
/// </summary>
/// <remarks>
/// <para>
/// The order of checks is fixed, and the first that fails is reported: (1) the slot trades for the account, else
/// InvalidOrder; (2) instrument known; (3) kill switches, narrowest scope first; (4) instrument tradable; (5) side,
/// type and time in force; (6) price; (7) tick; (8) lot; (9) for a replace: above what is filled; (10) maximum
/// quantity; (11) reference price, which every order needs, passive ones too; (12) collar, limit orders only; (13)
/// maximum notional, market orders at the reference with the collar on top; (14) maximum position, at order (the
/// slot's), strategy, account and firm, each its own holding against its own limit; (15) messages per second at
/// strategy, account and firm; (16) room to undo. All six limits are mandatory: one that no scope sets refuses with
/// LimitNotSet when its turn comes.
/// </para>
/// <para>
/// A refused message does not count for the throttle, which bounds what leaves: a venue never saw it. A strategy that
/// loops on refusals is bounded by the engine, where every refusal is an output of its callback. A cancel counts and
/// always passes.
/// </para>
/// <para>
/// An order that only reduces a holding passes the maximum position even when the holding is above the limit: the worst
/// case on its side is then at or below zero. A replace that does not raise the leaves passes it too.
/// </para>
/// Hot thread only; allocates only when made; never throws afterwards. Time never goes back between calls.
/// </remarks>
public sealed partial class RiskGate
{
    private readonly Instrument[] _instruments;
    private readonly bool[] _isTradable;
    private readonly int[] _accountOfSlot;
    private readonly int _accountCount;
    private readonly KillSwitches _kills;
    private readonly ExposureTable _exposures;
    private readonly MessageWindows _messages;
    private readonly CallbackLog _log;

    /// <summary>Makes a gate that refuses every order until slots have accounts and limits are set.</summary>
    /// <param name="universe">The instruments of the day, with identifiers 1, 2, ... in order.</param>
    /// <param name="slotCount">Slots, numbered from 1; 1 or more.</param>
    /// <param name="accountCount">Accounts, numbered from 1; 1 or more.</param>
    /// <param name="messagesPerSecondMax">
    /// Largest limit of messages per second that can be set, 1 to 1,000,000. Each slot, account and the firm has a ring
    /// of this size.
    /// </param>
    /// <param name="messagesPerCallbackMax">
    /// Most messages (orders, replaces and cancels) of one callback, 1 to 1,000,000.
    /// </param>
    /// <exception cref="RiskUniverseException">
    /// An instrument is out of order, out of range, or in another currency than the first.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is out of range.</exception>
    public RiskGate(
        ReadOnlySpan<Instrument> universe,
        int slotCount,
        int accountCount,
        int messagesPerSecondMax = 10_000,
        int messagesPerCallbackMax = 1_024)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(messagesPerSecondMax);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(messagesPerSecondMax, 1_000_000);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(messagesPerCallbackMax);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(messagesPerCallbackMax, 1_000_000);
        Limits = new LimitTable(universe.Length, slotCount, accountCount, messagesPerSecondMax);
        RiskUniverse.Check(universe);
        _instruments = universe.ToArray();
        _isTradable = new bool[universe.Length + 1];
        Array.Fill(_isTradable, true);
        _accountOfSlot = new int[slotCount + 1];
        _accountCount = accountCount;
        _kills = new KillSwitches(universe.Length, slotCount, accountCount);
        _exposures = new ExposureTable(universe.Length, slotCount, accountCount);
        _messages = new MessageWindows(slotCount + accountCount + 1, messagesPerSecondMax, messagesPerCallbackMax);
        _log = new CallbackLog(messagesPerCallbackMax);
    }

    /// <summary>The limits in force; none is set at first.</summary>
    public LimitTable Limits { get; }

    private int FirmWindow => _accountOfSlot.Length - 1 + _accountCount;

    /// <summary>Says for which account a slot trades. A slot never changes its account within a day.</summary>
    /// <param name="slot">The slot, from 1.</param>
    /// <param name="account">The account, from 1.</param>
    /// <returns>False when slot or account is unknown, or the slot has another account already.</returns>
    public bool SetSlotAccount(int slot, int account)
    {
        if (slot < 1 || slot >= _accountOfSlot.Length || account < 1 || account > _accountCount)
        {
            return false;
        }

        ref int known = ref _accountOfSlot[slot];
        known = known == 0 ? account : known;
        return known == account;
    }

    /// <summary>Says whether an instrument may trade; at first all may.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="isTradable">False while it is halted or closed.</param>
    /// <returns>False when the instrument is unknown.</returns>
    public bool SetTradable(InstrumentId instrument, bool isTradable)
    {
        if (!IsKnown(instrument))
        {
            return false;
        }

        _isTradable[instrument.Value] = isTradable;
        return true;
    }

    /// <summary>
    /// Sets or releases a kill switch. While it is set, new orders and replaces are refused; cancels pass.
    /// </summary>
    /// <param name="scope">Order (one instrument), strategy, account or firm.</param>
    /// <param name="id">Number of the instrument, slot or account; 0 for the firm.</param>
    /// <param name="isSet">True to stop.</param>
    /// <returns>False when there is no such switch.</returns>
    public bool SetKill(RiskScope scope, int id, bool isSet) => _kills.TrySet(scope, id, isSet);

    /// <summary>True when this one switch is set.</summary>
    /// <param name="scope">Order (one instrument), strategy, account or firm.</param>
    /// <param name="id">Number of the instrument, slot or account; 0 for the firm.</param>
    public bool IsKilled(RiskScope scope, int id) => _kills.IsSet(scope, id);

    /// <summary>
    /// Judges a new order. When it is accepted, its quantity is reserved and the message is counted; otherwise nothing
    /// changed.
    /// </summary>
    /// <param name="order">The order.</param>
    /// <param name="reference">The market.</param>
    /// <param name="timeNs">Engine time, ns since 1970-01-01 UTC.</param>
    public RiskDecision CheckNew(in RiskOrder order, in ReferencePrice reference, long timeNs)
    {
        RiskDecision decision = CheckForm(in order);
        return decision.IsAccepted ? CheckLimits(in order, order.Quantity.Raw, in reference, timeNs) : decision;
    }

    /// <summary>
    /// Judges a replace: new price and total quantity like a new order's, and the position with the larger of old and
    /// new leaves. When it is accepted, that larger one is reserved and the message is counted; otherwise nothing
    /// changed.
    /// </summary>
    /// <remarks>When the outcome is known, <see cref="Release"/> what is reserved above the leaves.</remarks>
    /// <param name="current">
    /// The order as it works, its quantity being what is reserved for it. Only limit orders can be replaced.
    /// </param>
    /// <param name="newPrice">The new limit price.</param>
    /// <param name="newOrderQty">The new total quantity, above <paramref name="cumQty"/>.</param>
    /// <param name="cumQty">What has been filled.</param>
    /// <param name="reference">The market.</param>
    /// <param name="timeNs">Engine time, ns since 1970-01-01 UTC.</param>
    public RiskDecision CheckReplace(
        in RiskOrder current,
        Price newPrice,
        Quantity newOrderQty,
        Quantity cumQty,
        in ReferencePrice reference,
        long timeNs)
    {
        RiskOrder order = current.With(newPrice, newOrderQty);
        RiskDecision decision = CheckForm(in order);
        if (!decision.IsAccepted)
        {
            return decision;
        }

        if (order.OrdType != OrdType.Limit || current.Quantity < Quantity.Zero || cumQty < Quantity.Zero)
        {
            return RiskDecision.Reject(RejectReason.InvalidOrder);
        }

        // Wraps at most when the new quantity is not above what is filled; then it is not used.
        long extra = newOrderQty.Raw - cumQty.Raw - current.Quantity.Raw;
        return newOrderQty <= cumQty
            ? RiskDecision.Reject(RejectReason.BelowCumQty)
            : CheckLimits(in order, Math.Max(0, extra), in reference, timeNs);
    }
}
