using Strategies.Sdk;

namespace Strategies.Venues.Simulation;

/// <summary>The venue's book of one instrument.</summary>
/// <param name="instrument">The instrument.</param>
/// <param name="levels">Where levels come from.</param>
/// <param name="clock">The venue's time, for error messages.</param>
internal sealed class VenueBook(int instrument, ObjectPool<VenuePriceLevel> levels, VenueClock clock)
{
    private readonly VenueBookSide _bids = new(instrument, Side.Buy, levels, clock);
    private readonly VenueBookSide _offers = new(instrument, Side.Sell, levels, clock);

    /// <summary>Whether the instrument may trade.</summary>
    internal TradingStatus Status { get; set; }

    /// <summary>True while orders may trade: open, or nothing has been said.</summary>
    internal bool IsTrading => Status is TradingStatus.Trading or TradingStatus.Unknown;

    /// <summary>A side of the book.</summary>
    /// <param name="side">Buy for bids, sell for offers.</param>
    internal VenueBookSide SideOf(Side side) => side == Side.Buy ? _bids : _offers;
}
