// Abuses: ConditionalWeakTable: its entries vanish when the collector takes the keys, and it can be enumerated.
// Harm: how many are left is the collector's decision; with a key of the SDK, notes hang on objects that all slots share.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ConditionalWeakTableAttack;

public sealed class ConditionalWeakTableStrategy : Attacker
{
    private readonly ConditionalWeakTable<object, object> _notes = [];

    public override void OnBook(in BookEvent bookEvent)
    {
        _notes.Add(new object(), this);
        Act(_notes.Count());
    }
}
