// Abuses: an honest-looking IEqualityComparer whose GetHashCode override, where string hashes are natural, keeps the value.
// Harm: the dictionary asks for a hash, the comparer remembers it, the strategy trades on it.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.HashKeptByComparerAttack;

public sealed class HashKeptByComparerStrategy : Attacker
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
}
