// Abuses: Unsafe.SizeOf of a struct with references, Marshal.SizeOf and Marshal.OffsetOf: how the runtime lays it out.
// Harm: depends on runtime version and word size.
// Kind: nondeterministic replay.
#pragma warning disable CS0649 // fields that are only written from elsewhere
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.SizeAndLayoutAttack;

public sealed class SizeAndLayoutStrategy : Attacker
{
    private struct Mixed
    {
        public byte Flag;
        public decimal Price;
        public long Quantity;
    }

    public override void OnBook(in BookEvent bookEvent) =>
        Act(Unsafe.SizeOf<(string, byte, long)>() + Marshal.SizeOf<Mixed>() + Marshal.OffsetOf<Mixed>(nameof(Mixed.Quantity)));
}
