using Strategies.Engine.Collections;
using Strategies.Sdk;

namespace Strategies.Engine.Orders;

/// <summary>
/// The newest fills by venue and the venue's own number, which others may give too; the oldest makes room for the next.
/// Divided, each slot has a part of its own, and makes room in that.
/// </summary>
internal sealed partial class FillTable
{
    internal const int None = -1;

    private readonly Fill[] _fills;
    private readonly IndexMap _byExecId;
    private readonly int[] _nexts;
    private int _share;
    private int _slots;

    internal FillTable(int capacity, int slotsMax)
    {
        _nexts = new int[slotsMax + 1];
        _fills = new Fill[capacity];
        _byExecId = new IndexMap(capacity);
    }

    internal ref Fill this[int row] => ref _fills[row];

    internal int Find(VenueId venue, ulong execId) => _byExecId.Find(venue.Value, execId);

    internal void Add(in Fill fill, int slot)
    {
        int part = _share == 0 ? 0 : slot;
        int at = FirstOf(part) + _nexts[part];
        ref Fill row = ref _fills[at];
        // The oldest fill makes room.
        if (row.Venue != 0)
        {
            _byExecId.Remove((int)row.Venue, row.ExecId);
        }

        row = fill;
        _byExecId.Add((int)fill.Venue, fill.ExecId, at);
        _nexts[part] = _nexts[part] + 1 == LengthOf(part) ? 0 : _nexts[part] + 1;
    }

    /// <summary>A correction is itself known by its own number and can be corrected again.</summary>
    internal void Renumber(int row, ulong execId)
    {
        ref Fill fill = ref _fills[row];
        _byExecId.Remove((int)fill.Venue, fill.ExecId);
        fill.ExecId = execId;
        _byExecId.Add((int)fill.Venue, execId, row);
    }
}
