using Strategies.Sdk;

namespace Strategies.Venues.Simulation;

/// <summary>One side of one instrument's book: its price levels as a list, the best first.</summary>
/// <param name="instrument">The instrument.</param>
/// <param name="side">Buy for bids, sell for offers.</param>
/// <param name="levels">Where levels come from.</param>
/// <param name="clock">The venue's time, for error messages.</param>
internal sealed class VenueBookSide(int instrument, Side side, ObjectPool<VenuePriceLevel> levels, VenueClock clock)
{
    /// <summary>Buy for bids, sell for offers.</summary>
    internal Side Side => side;

    /// <summary>The best level; none when the side is empty.</summary>
    internal VenuePriceLevel? Best { get; private set; }

    /// <summary>True when a price of this side comes before another in priority.</summary>
    /// <param name="price">The price, raw.</param>
    /// <param name="other">The other one, raw.</param>
    internal bool IsBetter(long price, long other) => side == Side.Buy ? price > other : price < other;

    /// <summary>True when a price of this side is within a limit of the other side.</summary>
    /// <param name="price">A price of this side, raw.</param>
    /// <param name="limit">The limit of who comes to trade with it, raw.</param>
    internal bool IsWithin(long price, long limit) => !IsBetter(limit, price);

    /// <summary>The level of a price; none when there is none.</summary>
    /// <param name="price">The price, raw.</param>
    internal VenuePriceLevel? Find(long price)
    {
        VenuePriceLevel? level = Best;
        while (level is not null && IsBetter(level.Price, price))
        {
            level = level.Worse;
        }

        return level is not null && level.Price == price ? level : null;
    }

    /// <summary>Puts an entry at the end of a price's queue.</summary>
    /// <param name="price">The price, raw.</param>
    /// <param name="entry">An entry that does not rest.</param>
    /// <exception cref="VenueException">There are no levels left.</exception>
    internal void Join(long price, QueueEntry entry) => FindOrAdd(price).Append(entry);

    /// <summary>Puts an entry at the front of a price's queue.</summary>
    /// <param name="price">The price, raw.</param>
    /// <param name="entry">An entry that does not rest.</param>
    /// <exception cref="VenueException">There are no levels left.</exception>
    internal void JoinFirst(long price, QueueEntry entry) => FindOrAdd(price).Prepend(entry);

    /// <summary>Takes an entry out of its queue, and the level out of the side when it was the last.</summary>
    /// <param name="entry">An entry that rests on this side.</param>
    internal void Leave(QueueEntry entry)
    {
        VenuePriceLevel level = entry.Level!;
        level.Remove(entry);
        if (!level.IsEmpty)
        {
            return;
        }

        if (level.Better is null)
        {
            Best = level.Worse;
        }
        else
        {
            level.Better.Worse = level.Worse;
        }

        if (level.Worse is not null)
        {
            level.Worse.Better = level.Better;
        }

        levels.Return(level);
    }

    private VenuePriceLevel FindOrAdd(long price)
    {
        VenuePriceLevel? better = null;
        VenuePriceLevel? worse = Best;
        while (worse is not null && IsBetter(worse.Price, price))
        {
            better = worse;
            worse = worse.Worse;
        }

        return worse is not null && worse.Price == price ? worse : Insert(better, price, worse);
    }

    private VenuePriceLevel Insert(VenuePriceLevel? better, long price, VenuePriceLevel? worse)
    {
        if (levels.IsExhausted)
        {
            throw new VenueException($"all {levels.Capacity} price levels are in use", new InstrumentId(instrument),
                clock.NowNs, $"raise {nameof(SimulatedVenueConfig.PriceLevelCapacity)}");
        }

        VenuePriceLevel level = levels.Take();
        level.Open(this, price);
        level.Better = better;
        level.Worse = worse;
        if (better is null)
        {
            Best = level;
        }
        else
        {
            better.Worse = level;
        }

        if (worse is not null)
        {
            worse.Better = level;
        }

        return level;
    }
}
