// Abuses: no typeof, no using of System.Reflection: every delegate has Method, and every method leads to all assemblies.
// Harm: finds and calls any method of the process by a string put together at run time; here a clock.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ReflectionFromADelegateAttack;

public sealed class ReflectionFromADelegateStrategy : Attacker
{
    private readonly Func<object?> _clock;

    public ReflectionFromADelegateStrategy()
    {
        Func<int, int> abs = Math.Abs;
        var clock = abs.Method.Module.Assembly.GetType("System.Diagnostics.Stop" + "watch")!.GetMethod("GetTime" + "stamp")!;
        _clock = () => clock.Invoke(null, null);
    }

    public override void OnBook(in BookEvent bookEvent) => Act((long)_clock()!);
}
