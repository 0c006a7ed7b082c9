namespace Strategies.Engine.Orders;

/// <content>The slots' shares of the table.</content>
internal sealed partial class OrderTable
{
    /// <summary>
    /// Gives each slot the same share of the table, or takes the shares away. Ended orders change their list; of a slot that has more
    /// than its share the oldest are forgotten.
    /// </summary>
    /// <param name="slots">How many slots there are; 0 for no shares.</param>
    internal void Divide(int slots)
    {
        bool wasDivided = IsDivided;
        _share = slots == 0 ? int.MaxValue : Math.Max(1, _orders.Length / slots);
        if (wasDivided == IsDivided)
        {
            return;
        }

        if (wasDivided)
        {
            for (int slot = 1; slot <= _slotsMax; slot++)
            {
                Relist(_slotsMax + slot, _heads[_slotsMax + slot]);
            }

            return;
        }

        Relist(EndedList, _heads[EndedList]);
        for (int slot = 1; slot <= slots; slot++)
        {
            while (RowsOf(slot) > _share && _heads[EndedListOf(slot)] != None)
            {
                Discard(_heads[EndedListOf(slot)]);
            }
        }
    }

    private int EndedListOf(int slot) => IsDivided ? _slotsMax + slot : EndedList;

    private int RowsOf(int slot) => _counts[slot] + _counts[_slotsMax + slot];

    /// <summary>True when an order of the slot takes the place of one that has ended, if there is one.</summary>
    private bool HasToMakeRoom(int slot) => _free.IsEmpty || (IsDivided && RowsOf(slot) >= _share);

    /// <summary>
    /// The order that has ended and makes room: the slot's own oldest; where it has none and shares came when there were orders, one of a
    /// slot that has more than its share.
    /// </summary>
    private int OldestEndedFor(int slot)
    {
        int oldest = _heads[EndedListOf(slot)];
        for (int other = 1; IsDivided && oldest == None && RowsOf(slot) < _share && other <= _slotsMax; other++)
        {
            oldest = RowsOf(other) > _share ? _heads[EndedListOf(other)] : None;
        }

        return oldest;
    }

    /// <summary>Moves every order of a list of ended ones, in its order, to where it belongs now.</summary>
    private void Relist(int list, int row)
    {
        (_heads[list], _tails[list], _counts[list]) = (None, None, 0);
        while (row != None)
        {
            int next = _orders[row].Next;
            Append(EndedListOf(_orders[row].Slot), row, isWorking: false);
            row = next;
        }
    }
}
