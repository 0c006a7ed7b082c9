// Abuses: the forbidden call stands in the default body of an interface, where a check of classes does not look.
// Harm: reads the clock.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.DefaultInterfaceMethodAttack;

public sealed class DefaultInterfaceMethodStrategy : Attacker
{
    private interface IWatch
    {
        long Now => DateTime.UtcNow.Ticks;
    }

    private readonly struct Watch : IWatch;

    private static long Read<T>(T watch) where T : struct, IWatch => watch.Now;

    public override void OnBook(in BookEvent bookEvent) => Act(Read(default(Watch)));
}
