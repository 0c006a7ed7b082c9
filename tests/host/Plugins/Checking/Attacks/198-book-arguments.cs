// Abuses: books and instruments with arguments out of range, sides that do not exist, spans of no length; a book kept over callbacks.
// Harm: an index without a check in the engine's hot structures.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.BookArgumentsAttack;

public sealed class BookArgumentsStrategy : Attacker
{
    private Book? _kept;

    public override void OnBook(in BookEvent bookEvent)
    {
        _kept ??= Context.Book(bookEvent.Instrument);
        Span<BookOrder> orders = stackalloc BookOrder[2];
        for (int side = -1; side < 4; side++)
        {
            _n += _kept.LevelCount((Side)side) + _kept.Level((Side)side, int.MinValue).Quantity.Raw;
            _n += _kept.CopyOrders((Side)side, int.MaxValue, orders) + _kept.CopyOrders((Side)side, -1, []);
            _n += _kept.Level((Side)side, int.MaxValue).Price.Raw;
        }

        Act(Context.FindInstrument(new string('A', 100_000)).Value);
    }
}
