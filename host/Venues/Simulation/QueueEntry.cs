namespace Strategies.Venues.Simulation;

/// <summary>Something that stands in the queue of a price level.</summary>
internal abstract class QueueEntry
{
    /// <summary>The level it stands in; none while it does not rest.</summary>
    internal VenuePriceLevel? Level { get; set; }

    /// <summary>The entry ahead of it.</summary>
    internal QueueEntry? Previous { get; set; }

    /// <summary>The entry behind it.</summary>
    internal QueueEntry? Next { get; set; }
}
