// Abuses: hashes of a type and of a delegate.
// Harm: identity hashes of runtime objects, other ones in every process.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.HashOfDelegateAndTypeAttack;

public sealed class HashOfDelegateAndTypeStrategy : Attacker
{
    private readonly Func<long, long> _step = static x => x + 1;

    public override void OnBook(in BookEvent bookEvent) => Act(typeof(Price).GetHashCode() + _step.GetHashCode());
}
