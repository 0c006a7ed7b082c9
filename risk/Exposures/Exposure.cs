using Strategies.Sdk;

namespace Strategies.Risk;

/// <summary>
/// What a slot, an account or the firm holds in one instrument, and what its working orders could add.
/// </summary>
/// <remarks>128 bits: the sum over any number of slots is exact, whatever the orders were.</remarks>
public struct Exposure
{
    /// <summary>Signed holding: positive is long.</summary>
    public Int128 Position { get; internal set; }

    /// <summary>Reserved for buy orders that can still trade; never negative.</summary>
    public Int128 OpenBuy { get; internal set; }

    /// <summary>Reserved for sell orders that can still trade; never negative.</summary>
    public Int128 OpenSell { get; internal set; }

    /// <summary>
    /// How far the holding would lie on the order's side if it and all working orders of that side were filled and none
    /// of the other: negative while they only reduce the opposite holding.
    /// </summary>
    /// <param name="side">The order's side.</param>
    /// <param name="quantity">What the order adds to the reservation.</param>
    internal readonly Int128 WorstCase(Side side, long quantity) =>
        side == Side.Buy ? Position + OpenBuy + quantity : OpenSell - Position + quantity;

    /// <summary>
    /// The same in 64 bits, when everything is small enough for that, as it nearly always is: the hot thread's way.
    /// </summary>
    /// <param name="side">The order's side.</param>
    /// <param name="quantity">What the order adds to the reservation.</param>
    /// <param name="worstCase">The worst case.</param>
    /// <returns>False when 128 bits are needed.</returns>
    internal readonly bool TryWorstCase(Side side, long quantity, out long worstCase)
    {
        bool isSmall = TryNarrow(Position, out long position);
        isSmall &= TryNarrow(side == Side.Buy ? OpenBuy : OpenSell, out long open);
        worstCase = (side == Side.Buy ? position : -position) + open + quantity;
        return isSmall && quantity < NarrowMax;
    }

    /// <summary>Three numbers below this never add up to more than 64 bits hold.</summary>
    private const long NarrowMax = 1L << 61;

    private static bool TryNarrow(Int128 wide, out long narrow)
    {
        narrow = (long)wide;
        // The upper half is nothing but the sign of the lower: the number fits 64 bits.
        return (long)(wide >> 64) == narrow >> 63 && narrow is > -NarrowMax and < NarrowMax;
    }

    internal readonly Int128 Open(Side side) => side == Side.Buy ? OpenBuy : OpenSell;

    internal void AddOpen(Side side, Int128 quantity)
    {
        if (side == Side.Buy)
        {
            OpenBuy += quantity;
        }
        else
        {
            OpenSell += quantity;
        }
    }
}
