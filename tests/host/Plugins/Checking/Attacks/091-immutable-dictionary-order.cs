// Abuses: ImmutableDictionary is a tree ordered by hash: with string keys another order in every process. (Dictionary keeps insertion order.)
// Harm: quotes go out, and use up the message budget, in another order.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ImmutableDictionaryOrderAttack;

public sealed class ImmutableDictionaryOrderStrategy : Strategy
{
    private ImmutableDictionary<string, long> _weights =
        new[] { "AAPL", "AMZN", "GOOG", "INTC", "MSFT", "NVDA" }.ToImmutableDictionary(symbol => symbol, symbol => (long)symbol[1]);

    public override void OnBook(in BookEvent bookEvent)
    {
        foreach ((string symbol, long weight) in _weights) { Act(symbol[0] * weight); }
        _weights = _weights.SetItem("INTC", bookEvent.Price.Raw);
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
