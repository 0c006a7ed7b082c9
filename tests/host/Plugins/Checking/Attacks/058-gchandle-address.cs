// Abuses: a pinned handle tells the address of an array.
// Harm: where the heap stands decides about orders.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.GchandleAddressAttack;

public sealed class GchandleAddressStrategy : Attacker
{
    private readonly long[] _anchor = new long[8];

    public override void OnBook(in BookEvent bookEvent)
    {
        GCHandle handle = GCHandle.Alloc(_anchor, GCHandleType.Pinned);
        Act(handle.AddrOfPinnedObject() >> 4);
        handle.Free();
    }
}
