using Strategies.Sdk;

namespace Strategies.Venues.Simulation;

/// <summary>Copies parts of a book for people and tests.</summary>
internal static class BookView
{
    /// <summary>Copies levels, the best first.</summary>
    /// <param name="side">The side.</param>
    /// <param name="levels">Where they go.</param>
    /// <returns>How many were copied.</returns>
    internal static int CopyLevels(VenueBookSide side, Span<VenueLevel> levels)
    {
        int count = 0;
        for (VenuePriceLevel? level = side.Best; level is not null && count < levels.Length; level = level.Worse)
        {
            levels[count++] = Sum(level);
        }

        return count;
    }

    /// <summary>Copies a queue, the first entry first.</summary>
    /// <param name="level">The level; none is an empty queue.</param>
    /// <param name="entries">Where they go.</param>
    /// <returns>How many were copied.</returns>
    internal static int CopyQueue(VenuePriceLevel? level, Span<VenueQueueEntry> entries)
    {
        int count = 0;
        for (QueueEntry? entry = level?.First; entry is not null && count < entries.Length; entry = entry.Next)
        {
            entries[count++] = entry is HistoricalOrder order
                ? new VenueQueueEntry(false, order.Reference, order.Historical, order.Available)
                : new VenueQueueEntry(true, ((OwnOrder)entry).OrderId, 0, ((OwnOrder)entry).LeavesQty);
        }

        return count;
    }

    private static VenueLevel Sum(VenuePriceLevel level)
    {
        long historical = 0;
        long available = 0;
        long own = 0;
        for (QueueEntry? entry = level.First; entry is not null; entry = entry.Next)
        {
            if (entry is HistoricalOrder order)
            {
                historical += order.Historical;
                available += order.Available;
            }
            else
            {
                own += ((OwnOrder)entry).LeavesQty;
            }
        }

        return new VenueLevel(new Price(level.Price), historical, available, own);
    }
}
