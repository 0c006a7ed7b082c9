// Abuses: UnsafeAccessor on a private static field of an innocent value type of the base library.
// Harm: reads (and could set) the process's random hash seed.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.UnsafeAccessorHashSeedAttack;

public sealed class UnsafeAccessorHashSeedStrategy : Attacker
{
    [UnsafeAccessor(UnsafeAccessorKind.StaticField, Name = "s_seed")]
    private static extern ref uint Seed(ref HashCode ignored);

    public override void OnBook(in BookEvent bookEvent)
    {
        HashCode hash = default;
        Act(Seed(ref hash));
    }
}
