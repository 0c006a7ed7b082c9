using Strategies.Sdk;

namespace Strategies.Risk;

/// <summary>
/// What the gate did for one callback, so that it can be undone. Hot thread; allocates only when made.
/// </summary>
internal sealed class CallbackLog
{
    private readonly CallbackReservation[] _reservations;

    /// <summary>Makes an empty log.</summary>
    /// <param name="capacity">Most reservations in one callback.</param>
    public CallbackLog(int capacity) => _reservations = new CallbackReservation[capacity];

    /// <summary>The slot whose callback runs; 0 when none does.</summary>
    public int Slot { get; private set; }

    /// <summary>Messages that the slot had sent before.</summary>
    public long SlotTotal { get; private set; }

    /// <summary>Messages that the account had sent before.</summary>
    public long AccountTotal { get; private set; }

    /// <summary>Messages that the firm had sent before.</summary>
    public long FirmTotal { get; private set; }

    /// <summary>Most reservations in one callback.</summary>
    public int Capacity => _reservations.Length;

    /// <summary>True when nothing more can be logged; never outside a callback, where nothing is.</summary>
    public bool IsFull => Slot != 0 && Count == _reservations.Length;

    /// <summary>Reservations so far.</summary>
    public int Count { get; private set; }

    /// <summary>Starts anew.</summary>
    public void Begin(int slot, long slotTotal, long accountTotal, long firmTotal)
    {
        Slot = slot;
        SlotTotal = slotTotal;
        AccountTotal = accountTotal;
        FirmTotal = firmTotal;
        Count = 0;
    }

    /// <summary>Ends; the log is empty.</summary>
    public void End()
    {
        Slot = 0;
        Count = 0;
    }

    /// <summary>Logs a reservation of the slot, unless no callback runs.</summary>
    public void Add(int instrument, Side side, long quantity)
    {
        if (Slot != 0)
        {
            _reservations[Count++] = new CallbackReservation(instrument, side, quantity);
        }
    }

    /// <summary>A logged reservation.</summary>
    /// <param name="index">From 0.</param>
    public CallbackReservation this[int index] => _reservations[index];
}
