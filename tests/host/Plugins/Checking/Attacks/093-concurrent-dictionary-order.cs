// Abuses: ConcurrentDictionary enumerates by bucket; a tuple key hashes with the process's seed. Also takes locks.
// Harm: the first entry that is found is another one in each process.
// Kind: nondeterministic replay.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ConcurrentDictionaryOrderAttack;

public sealed class ConcurrentDictionaryOrderStrategy : Attacker
{
    private readonly ConcurrentDictionary<(int Instrument, long Price), long> _levels = new();

    public override void OnBook(in BookEvent bookEvent)
    {
        _levels[(bookEvent.Instrument.Value, bookEvent.Price.Raw)] = bookEvent.Quantity.Raw;
        Act(_levels.First().Value);
    }
}
