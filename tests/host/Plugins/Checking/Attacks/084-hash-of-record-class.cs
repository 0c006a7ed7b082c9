// Abuses: the generated GetHashCode of a record class adds the hash of its Type (EqualityContract).
// Harm: the fields are integers, the result differs in every process all the same.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.HashOfRecordClassAttack;

public sealed class HashOfRecordClassStrategy : Attacker
{
    private sealed record Level(long Price, long Quantity);

    public override void OnBook(in BookEvent bookEvent) =>
        Act(new Level(bookEvent.Price.Raw, bookEvent.Quantity.Raw).GetHashCode());
}
