using Strategies.Cell.Regions;
using Strategies.Ipc.Rings;

namespace Strategies.Cli.Cells;

/// <summary>The rings of a cell, opened to look on only and kept open; missing ones are looked for again.</summary>
/// <param name="regions">The cell's regions.</param>
internal sealed class RingViews(CellRegions regions) : IDisposable
{
    private readonly Dictionary<string, RingBuffer> _rings = [];

    /// <summary>Looks for rings that were not there before.</summary>
    internal void Look()
    {
        foreach (string name in regions.RingNames.Where(name => !_rings.ContainsKey(name)))
        {
            if (StatusReader.Try(() => RingBuffer.Open(regions.At(name), isReadOnly: true)) is { } ring)
            {
                _rings[name] = ring;
            }
        }
    }

    /// <summary>The last published sequence of each.</summary>
    internal Dictionary<string, ulong> Published() =>
        _rings.ToDictionary(each => each.Key, each => each.Value.LastPublishedSequence);

    /// <summary>The rings with what has been published since a moment.</summary>
    /// <param name="before">The sequences at that moment.</param>
    /// <param name="seconds">How long ago it was, s.</param>
    internal IReadOnlyList<RingRow> Rows(IReadOnlyDictionary<string, ulong> before, double seconds) =>
    [
        .. from name in regions.RingNames
           where _rings.ContainsKey(name)
           let ring = _rings[name]
           let published = ring.LastPublishedSequence
           let records = before.TryGetValue(name, out ulong earlier) ? published - earlier : 0
           select new RingRow(
               name,
               ring.Capacity,
               ring.BacklogBytes,
               published,
               ring.LastReleasedSequence,
               Math.Round(records / seconds, 1),
               ring.Producer.Pid,
               ring.Consumer.Pid),
    ];

    public void Dispose()
    {
        foreach (RingBuffer ring in _rings.Values)
        {
            ring.Dispose();
        }
    }
}
