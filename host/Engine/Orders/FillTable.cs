using Strategies.Engine.Collections;

namespace Strategies.Engine.Orders;

/// <summary>The newest fills by the venue's number; the oldest makes room for the next.</summary>
internal sealed partial class FillTable
{
    internal const int None = -1;

    private readonly Fill[] _fills;
    private readonly IndexMap _byExecId;
    private int _next;

    internal FillTable(int capacity)
    {
        _fills = new Fill[capacity];
        _byExecId = new IndexMap(capacity);
    }

    internal ref Fill this[int row] => ref _fills[row];

    internal int Find(ulong execId) => _byExecId.Find(0, execId);

    internal void Add(in Fill fill)
    {
        ref Fill row = ref _fills[_next];
        // The oldest fill makes room.
        if (row.ExecId != 0)
        {
            _byExecId.Remove(0, row.ExecId);
        }

        row = fill;
        _byExecId.Add(0, fill.ExecId, _next);
        _next = _next + 1 == _fills.Length ? 0 : _next + 1;
    }

    /// <summary>A correction is itself known by its own number and can be corrected again.</summary>
    internal void Renumber(int row, ulong execId)
    {
        _byExecId.Remove(0, _fills[row].ExecId);
        _fills[row].ExecId = execId;
        _byExecId.Add(0, execId, row);
    }
}
