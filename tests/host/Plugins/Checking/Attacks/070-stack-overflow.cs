// Abuses: recursion without an end when the book is empty on one side; looks like a bug and may be one.
// Harm: a stack overflow cannot be caught: the process and all its slots are gone.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.StackOverflowAttack;

public sealed class StackOverflowStrategy : Strategy
{
    private Price FindLevel(Book book, int index)
    {
        BookLevel level = book.Level(Side.Buy, index);
        return level.IsEmpty ? FindLevel(book, index + 1) : level.Price;
    }

    public override void OnBook(in BookEvent bookEvent) =>
        Act(FindLevel(Context.Book(bookEvent.Instrument), Context.Book(bookEvent.Instrument).LevelCount(Side.Buy)).Raw);

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
