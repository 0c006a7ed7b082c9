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

    private long _crossedBids;
    private long _crossedOffers;

    /// <summary>Whether the instrument may trade, as trading actions and the hours of the day say.</summary>
    internal TradingStatus Status { get; set; }

    /// <summary>True during an operational halt: on this venue alone, whatever the status is.</summary>
    internal bool IsHaltedHere { get; set; }

    /// <summary>True while orders may trade: open, or nothing has been said.</summary>
    internal bool IsTrading => !IsHaltedHere && (Status is TradingStatus.Trading or TradingStatus.Unknown);

    /// <summary>A side of the book.</summary>
    /// <param name="side">Buy for bids, sell for offers.</param>
    internal VenueBookSide SideOf(Side side) => side == Side.Buy ? _bids : _offers;

    /// <summary>Remembers what an order of the data traded in a cross whose print is still to come.</summary>
    /// <param name="side">The side that it rested on.</param>
    /// <param name="quantity">What it traded.</param>
    internal void AddCrossed(Side side, long quantity)
    {
        if (side == Side.Buy)
        {
            _crossedBids += quantity;
        }
        else
        {
            _crossedOffers += quantity;
        }
    }

    /// <summary>Takes what orders of the data traded in the cross whose print has come, and forgets it.</summary>
    /// <returns>On either side.</returns>
    internal (long Bids, long Offers) TakeCrossed()
    {
        (long, long) crossed = (_crossedBids, _crossedOffers);
        _crossedBids = _crossedOffers = 0;
        return crossed;
    }
}
