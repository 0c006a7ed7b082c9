// Abuses: the old Hashtable enumerates its buckets, by the key's own (seeded) string hash.
// Harm: another order of symbols in each process.
// Kind: nondeterministic replay.
using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.HashtableOrderAttack;

public sealed class HashtableOrderStrategy : Attacker
{
    private readonly Hashtable _weights = new() { ["AAPL"] = 1L, ["AMZN"] = 2L, ["GOOG"] = 3L, ["MSFT"] = 4L };

    public override void OnBook(in BookEvent bookEvent)
    {
        foreach (DictionaryEntry entry in _weights) { Act((long)entry.Value!); }
    }
}
