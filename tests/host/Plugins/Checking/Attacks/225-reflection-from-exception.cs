// Abuses: every exception has TargetSite: a MethodBase, and so the way to assemblies and members.
// Harm: reflection without a type token and without a delegate.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ReflectionFromExceptionAttack;

public sealed class ReflectionFromExceptionStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        try
        {
            _ = Context.Instrument(new InstrumentId(-5));
        }
        catch (Exception exception)
        {
            Act(exception.TargetSite!.Module.Assembly.GetTypes().Length);
        }
    }
}
