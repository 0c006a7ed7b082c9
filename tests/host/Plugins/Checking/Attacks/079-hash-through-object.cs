// Abuses: string.GetHashCode through a variable of type object: the reference is Object.GetHashCode, which everybody uses.
// Harm: strings hash with a seed of the process.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.HashThroughObjectAttack;

public sealed class HashThroughObjectStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        object key = Context.Instrument(bookEvent.Instrument).Symbol;
        Act(key.GetHashCode());
    }
}
