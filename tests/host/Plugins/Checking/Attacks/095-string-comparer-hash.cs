// Abuses: hashes through StringComparer, EqualityComparer.Default and span overloads instead of through the string.
// Harm: the same seed by three other doors.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.StringComparerHashAttack;

public sealed class StringComparerHashStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent)
    {
        string symbol = Context.Instrument(bookEvent.Instrument).Symbol;
        Act(StringComparer.Ordinal.GetHashCode(symbol)
            ^ EqualityComparer<string>.Default.GetHashCode(symbol)
            ^ string.GetHashCode(symbol.AsSpan(), StringComparison.OrdinalIgnoreCase));
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
