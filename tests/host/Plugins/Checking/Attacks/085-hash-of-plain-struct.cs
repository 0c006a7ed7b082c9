// Abuses: a struct without an override: ValueType.GetHashCode is called by a constrained call on the own struct.
// Harm: the default mixes in the address of the type's method table.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.HashOfPlainStructAttack;

public sealed class HashOfPlainStructStrategy : Attacker
{
    private struct Level
    {
        public long Price;
        public long Quantity;
    }

    public override void OnBook(in BookEvent bookEvent) =>
        Act(new Level { Price = bookEvent.Price.Raw, Quantity = bookEvent.Quantity.Raw }.GetHashCode());
}
