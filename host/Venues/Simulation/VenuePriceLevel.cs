namespace Strategies.Venues.Simulation;

/// <summary>One price of one side: a queue of entries, the first to trade first.</summary>
internal sealed class VenuePriceLevel
{
    /// <summary>The side it belongs to.</summary>
    internal VenueBookSide Side { get; private set; } = null!;

    /// <summary>The price, raw.</summary>
    internal long Price { get; private set; }

    /// <summary>The next better level.</summary>
    internal VenuePriceLevel? Better { get; set; }

    /// <summary>The next worse level.</summary>
    internal VenuePriceLevel? Worse { get; set; }

    /// <summary>The entry that trades first.</summary>
    internal QueueEntry? First { get; private set; }

    /// <summary>The entry that trades last.</summary>
    internal QueueEntry? Last { get; private set; }

    /// <summary>Entries of the data, the anonymous volume included.</summary>
    internal int HistoricalCount { get; private set; }

    /// <summary>True when the queue is empty.</summary>
    internal bool IsEmpty => First is null;

    /// <summary>The volume of orders older than the data, which always stands first; none when there is none.</summary>
    internal HistoricalOrder? Anonymous => First is HistoricalOrder { IsAnonymous: true } order ? order : null;

    /// <summary>Starts an empty level.</summary>
    /// <param name="side">The side.</param>
    /// <param name="price">The price, raw.</param>
    internal void Open(VenueBookSide side, long price)
    {
        Side = side;
        Price = price;
        Better = Worse = null;
        First = Last = null;
        HistoricalCount = 0;
    }

    /// <summary>Puts an entry behind all others.</summary>
    /// <param name="entry">An entry that does not rest.</param>
    internal void Append(QueueEntry entry)
    {
        Attach(entry);
        entry.Previous = Last;
        entry.Next = null;
        if (Last is null)
        {
            First = entry;
        }
        else
        {
            Last.Next = entry;
        }

        Last = entry;
    }

    /// <summary>Puts an entry ahead of all others.</summary>
    /// <param name="entry">An entry that does not rest.</param>
    internal void Prepend(QueueEntry entry)
    {
        Attach(entry);
        entry.Previous = null;
        entry.Next = First;
        if (First is null)
        {
            Last = entry;
        }
        else
        {
            First.Previous = entry;
        }

        First = entry;
    }

    /// <summary>Takes an entry out.</summary>
    /// <param name="entry">An entry of this level.</param>
    internal void Remove(QueueEntry entry)
    {
        if (entry.Previous is null)
        {
            First = entry.Next;
        }
        else
        {
            entry.Previous.Next = entry.Next;
        }

        if (entry.Next is null)
        {
            Last = entry.Previous;
        }
        else
        {
            entry.Next.Previous = entry.Previous;
        }

        entry.Level = null;
        entry.Previous = entry.Next = null;
        HistoricalCount -= entry is HistoricalOrder ? 1 : 0;
    }

    private void Attach(QueueEntry entry)
    {
        entry.Level = this;
        HistoricalCount += entry is HistoricalOrder ? 1 : 0;
    }
}
