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

public sealed class ImmutableDictionaryOrderStrategy : Attacker
{
    private ImmutableDictionary<string, long> _weights =
        new[] { "AAPL", "AMZN", "GOOG", "INTC", "MSFT", "NVDA" }.ToImmutableDictionary(symbol => symbol, symbol => (long)symbol[1]);

    public override void OnBook(in BookEvent bookEvent)
    {
        foreach ((string symbol, long weight) in _weights) { Act(symbol[0] * weight); }
        _weights = _weights.SetItem("INTC", bookEvent.Price.Raw);
    }
}
