namespace Strategies.Engine.Orders;

/// <content>The slots' parts of the table.</content>
internal sealed partial class FillTable
{
    /// <summary>
    /// Gives each slot the same part of the table, or makes one of it again; nothing changes where there are fewer rows than slots.
    /// What is in it already changes its place, which allocates: before trading there is nothing. A fill whose order is forgotten can
    /// neither be repeated nor corrected any more, and is forgotten too.
    /// </summary>
    /// <param name="slots">How many slots there are; 0 for one part.</param>
    /// <param name="orders">Knows whose order it was.</param>
    internal void Divide(int slots, OrderTable orders)
    {
        int share = slots == 0 ? 0 : _fills.Length / slots;
        if (share == _share)
        {
            return;
        }

        List<Fill> all = [];
        foreach (int part in Parts())
        {
            foreach (int row in RowsOf(part))
            {
                all.Add(_fills[row]);
                _byExecId.Remove((int)_fills[row].Venue, _fills[row].ExecId);
            }
        }

        Array.Clear(_fills);
        Array.Clear(_nexts);
        (_share, _slots) = (share, slots);
        foreach (Fill fill in all)
        {
            int row = orders.Find(new Sdk.OrderId(fill.OrderId));
            if (row != OrderTable.None)
            {
                Add(in fill, orders[row].Slot);
            }
        }
    }

    private int FirstOf(int part) => part == 0 ? 0 : (part - 1) * _share;

    private int LengthOf(int part) => part == 0 ? _fills.Length : _share;

    private IEnumerable<int> Parts() => _share == 0 ? [0] : Enumerable.Range(1, _slots);

    /// <summary>Rows of a part that have a fill, the oldest first.</summary>
    private IEnumerable<int> RowsOf(int part)
    {
        for (int index = 0; index < LengthOf(part); index++)
        {
            int row = FirstOf(part) + ((_nexts[part] + index) % LengthOf(part));
            if (_fills[row].Venue != 0)
            {
                yield return row;
            }
        }
    }
}
