using System.Runtime.InteropServices;

namespace Strategies.Records;

/// <summary>
/// A level that entered the window from outside: its size is anonymous volume, and orders known at the price are
/// dropped.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct LobsterLevelSet
{
    /// <summary>The price, in units of 1e-8.</summary>
    public long Price;

    /// <summary>The size, in shares.</summary>
    public long Quantity;

    /// <summary>1 for bids, 2 for offers.</summary>
    public long Side;
}
