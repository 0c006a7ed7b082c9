using Strategies.Sdk;
using Strategies.Venues.Tests.Support;

namespace Strategies.Venues.Tests.RandomFlow;

/// <summary>
/// One side of the venue's book as a list in priority, from which the fills to expect are computed the plain way.
/// </summary>
public sealed class BookSnapshot
{
    private readonly Side _side;
    private readonly List<(long Cents, VenueQueueEntry Entry)> _entries = [];

    public BookSnapshot(VenueHarness venue, Side side)
    {
        _side = side;
        foreach (VenueLevel level in venue.Levels(side))
        {
            long cents = level.Price.Raw / VenueHarness.CentRaw;
            _entries.AddRange(venue.Queue(side, cents).Select(entry => (cents, entry)));
        }
    }

    public IReadOnlyList<(long Cents, VenueQueueEntry Entry)> Entries => _entries;

    /// <summary>The entries that come to trade with someone of a limit; none: any price.</summary>
    public IEnumerable<(long Cents, VenueQueueEntry Entry)> Within(long? limitCents) => _entries.TakeWhile(
        each => limitCents is not long limit || (_side == Side.Buy ? each.Cents >= limit : each.Cents <= limit));

    /// <summary>
    /// What an order of ours should take: of every entry what is available, up to the first order of ours.
    /// </summary>
    public List<(long Cents, VenueQueueEntry Entry, long Quantity)> Takes(long? limitCents, long quantity)
    {
        List<(long, VenueQueueEntry, long)> takes = [];
        foreach ((long cents, VenueQueueEntry entry) in Within(limitCents).TakeWhile(each => !each.Entry.IsOwn))
        {
            long take = Math.Min(quantity, entry.Available.Raw);
            quantity -= take;
            if (take > 0)
            {
                takes.Add((cents, entry, take));
            }
        }

        return takes;
    }

    /// <summary>
    /// What an aggressor of the data should fill of ours; only orders of the data named as its target take a part.
    /// </summary>
    public List<Fill> Makes(long limitCents, long quantity, Func<long, VenueQueueEntry, bool> isTarget)
    {
        List<Fill> fills = [];
        List<(long Cents, VenueQueueEntry Entry)> reach = [.. Within(limitCents)];
        int target = reach.FindIndex(each => isTarget(each.Cents, each.Entry));
        for (int index = 0; index < reach.Count; index++)
        {
            VenueQueueEntry entry = reach[index].Entry;
            long fill = entry.IsOwn || index == target ? Math.Min(quantity, entry.Available.Raw) : 0;
            quantity -= fill;
            if (entry.IsOwn && fill > 0)
            {
                fills.Add(new Fill(entry.Reference, false, reach[index].Cents, fill));
            }
        }

        return fills;
    }
}
