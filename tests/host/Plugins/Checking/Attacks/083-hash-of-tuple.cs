// Abuses: the hash of a value tuple of two integers: looks like pure arithmetic.
// Harm: ValueTuple hashes with HashCode.Combine, seeded once a process.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.HashOfTupleAttack;

public sealed class HashOfTupleStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent) =>
        Act((bookEvent.Price.Raw, bookEvent.Quantity.Raw).GetHashCode() & 15);
}
