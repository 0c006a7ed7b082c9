// Abuses: books and instruments with arguments out of range, sides that do not exist, spans of no length; a book kept over callbacks.
// Harm: an index without a check in the engine's hot structures.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.BookArgumentsAttack;

public sealed class BookArgumentsStrategy : Strategy
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

    public override void OnStart() => Context.Subscribe(new InstrumentId(1));

    private long _n;

    private void Act(long leak)
    {
        _n = _n * 31 + leak;
        Price bid = Context.Book(new InstrumentId(1)).BestBid.Price;
        if ((_n & 1) == 0 && bid.Raw > 0)
        {
            Context.Send(NewOrder.Limit(new InstrumentId(1), Side.Buy, bid, 100, tag: _n & 0xFF));
        }
    }

    public override void Save(ref StateWriter writer) => writer.Write(_n);

    public override void Restore(ref StateReader reader) => _n = reader.ReadInt64();
}
