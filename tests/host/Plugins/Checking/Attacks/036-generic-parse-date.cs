// Abuses: a static abstract interface call: the code calls IParsable<T>.Parse, the forbidden DateTime.Parse is only a type argument.
// Harm: "15:30" parses to today's date: the same strategy decides otherwise when it is replayed tomorrow.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.GenericParseDateAttack;

public sealed class GenericParseDateStrategy : Strategy
{
    private static T Read<T>(string text) where T : IParsable<T> => T.Parse(text, null);

    public override void OnBook(in BookEvent bookEvent) => Act(Read<DateTime>("15:30").Day);

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
