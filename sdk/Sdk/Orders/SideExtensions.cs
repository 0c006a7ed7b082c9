namespace Strategies.Sdk;

/// <summary>Arithmetic on sides.</summary>
public static class SideExtensions
{
    /// <summary>The other side.</summary>
    /// <param name="side">Buy or sell.</param>
    public static Side Opposite(this Side side) => side == Side.Buy ? Side.Sell : Side.Buy;

    /// <summary>+1 for buy, -1 for sell: what a fill adds to a position, times its quantity.</summary>
    /// <param name="side">Buy or sell.</param>
    public static int Sign(this Side side) => side == Side.Buy ? 1 : -1;
}
