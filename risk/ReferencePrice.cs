using Strategies.Sdk;

namespace Strategies.Risk;

/// <summary>What the market looks like when an order is judged. A price of zero means that there is none.</summary>
public readonly struct ReferencePrice
{
    /// <summary>Highest price bid; zero when nobody bids.</summary>
    public Price BestBid { get; init; }

    /// <summary>Lowest price offered; zero when nobody offers.</summary>
    public Price BestOffer { get; init; }

    /// <summary>Price of the last trade of the day; zero before the first.</summary>
    public Price LastTrade { get; init; }

    /// <summary>When the feed last confirmed these prices, ns since 1970-01-01 UTC; zero when it never has.</summary>
    public long TimeNs { get; init; }

    /// <summary>True while the feed has a gap: the prices cannot be relied upon.</summary>
    public bool IsGap { get; init; }
}
