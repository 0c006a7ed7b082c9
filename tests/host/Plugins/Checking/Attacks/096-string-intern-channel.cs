// Abuses: the intern table is one for the process: IsInterned asks whether anybody has interned a text, Intern says so.
// Harm: a memory of the process that no Save carries, and a channel between slots.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.StringInternChannelAttack;

public sealed class StringInternChannelStrategy : Strategy
{
    public override void OnTrade(in TradeEvent trade)
    {
        string mark = string.Concat("halted:", trade.Instrument.Value.ToString());
        if (string.IsInterned(mark) is null) { string.Intern(mark); }
        else { Act(1); }
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
