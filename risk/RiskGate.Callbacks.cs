using Strategies.Sdk;

namespace Strategies.Risk;

/// <content>Undoing what was accepted in a callback whose outputs are discarded.</content>
public sealed partial class RiskGate
{
    /// <summary>
    /// Begins a callback: what the gate accepts for the slot from here on can be undone until <see cref="Commit"/>. In
    /// between only this slot sends, and facts (fills, releases, reservations without a check) are not booked, or are
    /// not undone.
    /// </summary>
    /// <param name="slot">The slot whose callback runs.</param>
    /// <returns>
    /// False when the slot is unknown or has no account; what follows cannot be undone, and nothing is accepted for it.
    /// </returns>
    public bool Mark(int slot)
    {
        _log.End();
        if (!HasAccount(slot))
        {
            return false;
        }

        int account = _accountOfSlot[slot];
        _log.Begin(slot, _messages.Total(SlotWindow(slot)), _messages.Total(AccountWindow(account)),
            _messages.Total(FirmWindow));
        return true;
    }

    /// <summary>Ends a callback whose orders leave.</summary>
    public void Commit() => _log.End();

    /// <summary>
    /// Ends a callback whose outputs are discarded: reservations and counted messages are as they were at
    /// <see cref="Mark"/>.
    /// </summary>
    /// <returns>False when no callback was begun.</returns>
    public bool RollBack()
    {
        int slot = _log.Slot;
        if (slot == 0)
        {
            return false;
        }

        int account = _accountOfSlot[slot];
        for (int index = _log.Count - 1; index >= 0; index--)
        {
            CallbackReservation reservation = _log[index];
            _exposures.AddOpen(slot, account, reservation.Instrument, reservation.Side, -(Int128)reservation.Quantity);
        }

        // Totals, not counts: what was sent in the callback is the end of each window.
        _messages.SetTotal(SlotWindow(slot), _log.SlotTotal);
        _messages.SetTotal(AccountWindow(account), _log.AccountTotal);
        _messages.SetTotal(FirmWindow, _log.FirmTotal);
        _log.End();
        return true;
    }
}
