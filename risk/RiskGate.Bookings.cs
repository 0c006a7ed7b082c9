using Strategies.Sdk;

namespace Strategies.Risk;

/// <content>What happened to orders after they left: fills, releases, cancels; and what is held and reserved.</content>
public sealed partial class RiskGate
{
    /// <summary>Counts a cancel that was sent. Nothing stops a cancel.</summary>
    /// <param name="slot">The slot, from 1.</param>
    /// <param name="timeNs">Engine time, ns since 1970-01-01 UTC.</param>
    /// <returns>False when the slot is unknown or has no account; nothing was counted.</returns>
    public bool OnCancelSent(int slot, long timeNs)
    {
        if (!HasAccount(slot))
        {
            return false;
        }

        CountMessage(slot, timeNs);
        return true;
    }

    /// <summary>
    /// Books a fill: the quantity into the holding, and what was reserved for it out of the reservation.
    /// </summary>
    /// <param name="slot">The slot, from 1.</param>
    /// <param name="instrument">The instrument.</param>
    /// <param name="side">The order's side.</param>
    /// <param name="quantity">What was filled, positive.</param>
    /// <param name="fromReservation">
    /// How much of it the order had reserved: all of it, unless the order was overfilled or had ended before. 0 or
    /// more.
    /// </param>
    /// <returns>
    /// False when an argument is out of range (nothing was booked), or less was reserved (the fill is booked, nothing
    /// stays reserved).
    /// </returns>
    public bool OnFill(int slot, InstrumentId instrument, Side side, Quantity quantity, Quantity fromReservation)
    {
        if (!IsHolder(slot, instrument, side) || quantity <= Quantity.Zero || fromReservation < Quantity.Zero)
        {
            return false;
        }

        Int128 change = side == Side.Buy ? quantity.Raw : -(Int128)quantity.Raw;
        _exposures.AddPosition(slot, _accountOfSlot[slot], instrument.Value, change);
        return Release(slot, instrument, side, fromReservation);
    }

    /// <summary>Changes a holding for another reason than a fill: start of day, a bust, a correction.</summary>
    /// <param name="slot">The slot, from 1.</param>
    /// <param name="instrument">The instrument.</param>
    /// <param name="change">What is added, signed.</param>
    /// <returns>False when slot or instrument is unknown; nothing changed.</returns>
    public bool AdjustPosition(int slot, InstrumentId instrument, Quantity change)
    {
        if (!IsHolder(slot, instrument, Side.Buy))
        {
            return false;
        }

        _exposures.AddPosition(slot, _accountOfSlot[slot], instrument.Value, change.Raw);
        return true;
    }

    /// <summary>
    /// Reserves without a check, for what the venue says is working: an order adopted after a recovery, a restatement.
    /// </summary>
    /// <param name="slot">The slot, from 1.</param>
    /// <param name="instrument">The instrument.</param>
    /// <param name="side">The order's side.</param>
    /// <param name="quantity">What is added, 0 or more.</param>
    /// <returns>False when an argument is out of range; nothing changed.</returns>
    public bool Reserve(int slot, InstrumentId instrument, Side side, Quantity quantity)
    {
        if (!IsHolder(slot, instrument, side) || quantity < Quantity.Zero)
        {
            return false;
        }

        _exposures.AddOpen(slot, _accountOfSlot[slot], instrument.Value, side, quantity.Raw);
        return true;
    }

    /// <summary>Gives back what can no longer trade: the order was rejected, canceled, expired or reduced.</summary>
    /// <param name="slot">The slot, from 1.</param>
    /// <param name="instrument">The instrument.</param>
    /// <param name="side">The order's side.</param>
    /// <param name="quantity">What is given back, 0 or more.</param>
    /// <returns>
    /// False when an argument is out of range (nothing changed), or the slot had less reserved (which the caller's
    /// books must explain; nothing stays reserved).
    /// </returns>
    public bool Release(int slot, InstrumentId instrument, Side side, Quantity quantity)
    {
        if (!IsHolder(slot, instrument, side) || quantity < Quantity.Zero)
        {
            return false;
        }

        Int128 open = _exposures.OfSlot(slot, instrument.Value).Open(side);
        // Never below zero: a reservation that is too small would let a later order through.
        Int128 released = Int128.Min(open, quantity.Raw);
        _exposures.AddOpen(slot, _accountOfSlot[slot], instrument.Value, side, -released);
        return released == quantity.Raw;
    }

    /// <summary>What a slot holds and has reserved.</summary>
    /// <param name="slot">A known slot.</param>
    /// <param name="instrument">A known instrument.</param>
    public Exposure SlotExposure(int slot, InstrumentId instrument) => _exposures.OfSlot(slot, instrument.Value);

    /// <summary>What an account holds and has reserved.</summary>
    /// <param name="account">A known account.</param>
    /// <param name="instrument">A known instrument.</param>
    public Exposure AccountExposure(int account, InstrumentId instrument) =>
        _exposures.OfAccount(account, instrument.Value);

    /// <summary>What the firm holds and has reserved.</summary>
    /// <param name="instrument">A known instrument.</param>
    public Exposure FirmExposure(InstrumentId instrument) => _exposures.OfFirm(instrument.Value);

    /// <summary>Messages within the last second, counted up to the largest limit that can be set.</summary>
    /// <param name="scope">Strategy, account or firm.</param>
    /// <param name="id">A known slot or account; 0 for the firm.</param>
    /// <param name="timeNs">Engine time, ns since 1970-01-01 UTC.</param>
    public long MessagesInWindow(RiskScope scope, int id, long timeNs)
    {
        int window = scope switch
        {
            RiskScope.Strategy => SlotWindow(id),
            RiskScope.Account => AccountWindow(id),
            _ => FirmWindow,
        };
        return _messages.Count(window, timeNs);
    }

    private bool IsHolder(int slot, InstrumentId instrument, Side side) =>
        HasAccount(slot) && IsKnown(instrument) && side is (Side.Buy or Side.Sell);
}
