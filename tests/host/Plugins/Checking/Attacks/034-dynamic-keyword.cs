// Abuses: `dynamic`: members are bound by name at run time; the metadata shows only the binder and no member.
// Harm: calls whatever public members the engine's internal context class has beyond the SDK's, and compiles code on the hot thread.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CSharp.RuntimeBinder;
using Strategies.Sdk;

namespace Attacks.DynamicKeywordAttack;

public sealed class DynamicKeywordStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        dynamic context = Context;
        try
        {
            context.Slot = 2;
            context.Gate.Disarm();
        }
        catch (RuntimeBinderException)
        {
            Act((long)context.TimeNs);
        }
    }
}
