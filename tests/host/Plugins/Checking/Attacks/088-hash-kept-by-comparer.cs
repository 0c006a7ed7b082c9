// Abuses: an honest-looking IEqualityComparer whose GetHashCode override, where string hashes are natural, keeps the value.
// Harm: the dictionary asks for a hash, the comparer remembers it, the strategy trades on it.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.HashKeptByComparerAttack;

public sealed class HashKeptByComparerStrategy : Strategy
{
    private sealed class SymbolComparer : IEqualityComparer<string>
    {
        public int Last;

        public bool Equals(string? left, string? right) => string.Equals(left, right, StringComparison.Ordinal);

        public int GetHashCode(string symbol) => Last = symbol.GetHashCode();
    }

    private readonly SymbolComparer _comparer = new();
    private readonly Dictionary<string, long> _volumes;

    public HashKeptByComparerStrategy() => _volumes = new(_comparer);

    public override void OnTrade(in TradeEvent trade)
    {
        _volumes[Context.Instrument(trade.Instrument).Symbol] = trade.Quantity.Raw;
        Act(_comparer.Last);
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
