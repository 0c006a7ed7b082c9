// Abuses: List<string>.Sort and OrderBy without a comparer compare by the current culture (ICU of the machine).
// Harm: the order of symbols such as "BRK-B", "BRKB" and "brk" differs by machine and library version.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.CultureSortAttack;

public sealed class CultureSortStrategy : Strategy
{
    private readonly List<string> _symbols = ["BRK-B", "brk", "BRKB", "AAPL", "aapl", "co-op", "coop"];

    public override void OnBook(in BookEvent bookEvent)
    {
        _symbols.Sort();
        Act(_symbols[1][0] + _symbols.OrderBy(symbol => symbol).First()[0] + string.Compare("co-op", "coop"));
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
