// Abuses: object.ToString of a boxed double: only Object.ToString is referenced, and it formats by the thread's culture.
// Harm: "1,5" on one machine and "1.5" on another: another length, another parse. (Harmless only when the host is invariant.)
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.CultureBoxedNumberAttack;

public sealed class CultureBoxedNumberStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        object price = bookEvent.Price.ToDouble() + 0.5;
        Act(price.ToString()!.IndexOf('.') + string.Concat(price, "/", (object)_n).Length);
    }
}
