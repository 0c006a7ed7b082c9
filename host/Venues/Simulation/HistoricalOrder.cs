namespace Strategies.Venues.Simulation;

/// <summary>
/// An order of the data, or the anonymous volume of a level. It lives exactly as long as the data has it.
/// </summary>
internal sealed class HistoricalOrder : QueueEntry
{
    /// <summary>The instrument.</summary>
    internal int Instrument { get; set; }

    /// <summary>The data's reference; 0 for anonymous volume.</summary>
    internal ulong Reference { get; set; }

    /// <summary>True for the volume of orders older than the data.</summary>
    internal bool IsAnonymous { get; set; }

    /// <summary>What the data alone says is left; positive while the order lives.</summary>
    internal long Historical { get; set; }

    /// <summary>
    /// What can be taken: zero once ours took it all, more than <see cref="Historical"/> when ours stood before it.
    /// </summary>
    internal long Available { get; set; }

    /// <summary>Takes away at most what is available.</summary>
    /// <param name="quantity">What is wanted.</param>
    /// <returns>What was taken.</returns>
    internal long Take(long quantity)
    {
        long taken = Math.Min(quantity, Available);
        Available -= taken;
        return taken;
    }
}
