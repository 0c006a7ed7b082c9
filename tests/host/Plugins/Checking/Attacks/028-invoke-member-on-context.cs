// Abuses: GetType of the context, then InvokeMember on whatever is private in the engine.
// Harm: walks from the context to the gate and turns its limits off, or to the port behind it.
// Kind: bypass of pre-trade risk.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.InvokeMemberOnContextAttack;

public sealed class InvokeMemberOnContextStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        const BindingFlags All = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;
        long found = 0;
        foreach (FieldInfo field in Context.GetType().GetFields(All))
        {
            object? part = field.GetValue(Context);
            found += part?.GetType().GetFields(All).Length ?? 0;
            if (field.FieldType == typeof(bool)) { field.SetValue(Context, true); }
        }

        Act(found);
    }
}
