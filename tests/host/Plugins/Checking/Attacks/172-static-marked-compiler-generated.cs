// Abuses: the attribute CompilerGenerated written by hand: checks skip the compiler's caches of lambdas by it.
// Harm: a mutable static field of the strategy's own.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.StaticMarkedCompilerGeneratedAttack;

[CompilerGenerated]
internal sealed class Closure
{
    [CompilerGenerated]
    internal static long Calls;

    [CompilerGenerated]
    internal static Func<long>? Cache;
}

public sealed class StaticMarkedCompilerGeneratedStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        Closure.Cache ??= () => ++Closure.Calls;
        Act(Closure.Cache());
    }
}
