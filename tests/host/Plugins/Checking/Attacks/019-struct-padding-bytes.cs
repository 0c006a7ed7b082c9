// Abuses: MemoryMarshal.AsBytes over structs with padding: the gaps between the fields are bytes that nobody sets.
// Harm: a checksum over them differs between runs, after a copy of the struct or after another JIT decision.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.StructPaddingBytesAttack;

public sealed class StructPaddingBytesStrategy : Attacker
{
    private struct Sample
    {
        public byte Side;
        public long Price;
        public byte Level;
    }

    public override void OnBook(in BookEvent bookEvent)
    {
        Span<Sample> one = stackalloc Sample[1];
        one[0] = new Sample { Side = (byte)bookEvent.Side, Price = bookEvent.Price.Raw, Level = 1 };
        long hash = 17;
        foreach (byte value in MemoryMarshal.AsBytes(one)) { hash = hash * 31 + value; }
        Act(hash);
    }
}
