using System.Runtime.InteropServices;

namespace Strategies.Cell.Messages;

/// <summary>A working order as the venue has it, behind every report that it has sent.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct ReconcileOrder
{
    /// <summary>Mark of the question.</summary>
    public ulong Mark;

    /// <summary>The order's identifier, as the engine gave it.</summary>
    public ulong OrderId;

    /// <summary>The instrument.</summary>
    public int Instrument;

    /// <summary>1 buy, 2 sell, as FIX has it.</summary>
    public int Side;

    /// <summary>Quantity that is still working.</summary>
    public long LeavesQty;

    /// <summary>Quantity that has traded.</summary>
    public long CumQty;

    /// <summary>The limit, as a raw price; zero for a market order.</summary>
    public long PriceRaw;

    /// <summary>How long it stays in force, as FIX has it: 0 the day, 3 immediate or cancel.</summary>
    public int TimeInForce;

    /// <summary>Zero.</summary>
    public int Reserved;
}
