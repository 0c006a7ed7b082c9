// Abuses: Unsafe.SkipInit leaves a local as the stack had it.
// Harm: what an earlier call left on the stack becomes a number, if the local is not cleared anyway (.locals init usually does).
// Kind: nondeterministic replay.
#pragma warning disable CS0649 // fields that are only written from elsewhere
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.UnsafeSkipinitAttack;

public sealed class UnsafeSkipinitStrategy : Attacker
{
    private struct Block
    {
        public long A, B, C, D, E, F, G, H;

        public readonly long Sum => A ^ B ^ C ^ D ^ E ^ F ^ G ^ H;
    }

    public override void OnBook(in BookEvent bookEvent)
    {
        Unsafe.SkipInit(out Block block);
        Act(block.Sum);
    }
}
