// Abuses: UnsafeAccessorType (.NET 10): the forbidden type is a string in an attribute; no reference to it in the metadata.
// Harm: reads the machine's tick count.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.UnsafeAccessorTypeAttack;

public sealed class UnsafeAccessorTypeStrategy : Attacker
{
    [UnsafeAccessor(UnsafeAccessorKind.StaticMethod, Name = "get_TickCount64")]
    private static extern long Ticks([UnsafeAccessorType("System.Environment, System.Private.CoreLib")] object? ignored);

    public override void OnBook(in BookEvent bookEvent) => Act(Ticks(null));
}
