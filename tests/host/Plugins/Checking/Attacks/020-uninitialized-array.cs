// Abuses: GC.AllocateUninitializedArray instead of new.
// Harm: old heap contents, other slots' included, decide about orders.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.UninitializedArrayAttack;

public sealed class UninitializedArrayStrategy : Attacker
{
    private readonly byte[] _noise = GC.AllocateUninitializedArray<byte>(65_536);
    private int _next;

    public override void OnBook(in BookEvent bookEvent) => Act(_noise[_next = (_next + 97) & 0xFFFF]);
}
