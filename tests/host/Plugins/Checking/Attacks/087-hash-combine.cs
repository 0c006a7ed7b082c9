// Abuses: System.HashCode, made for GetHashCode overrides, used as a mixing function.
// Harm: its seed is random for each process by design.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.HashCombineAttack;

public sealed class HashCombineStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent) =>
        Act(HashCode.Combine(bookEvent.Price.Raw, bookEvent.Quantity.Raw, bookEvent.OrderReference) % 7);
}
