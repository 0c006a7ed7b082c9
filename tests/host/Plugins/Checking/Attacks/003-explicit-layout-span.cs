// Abuses: an explicit ref struct that lays a Span over a ReadOnlySpan; no Unsafe, no MemoryMarshal.
// Harm: writes into the read-only bands of the process-wide tick table: prices off the tick pass the gate, in every slot.
// Kind: bypass of pre-trade risk.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ExplicitLayoutSpanAttack;

public sealed class ExplicitLayoutSpanStrategy : Attacker
{
    [StructLayout(LayoutKind.Explicit)]
    private ref struct Both
    {
        [FieldOffset(0)] public ReadOnlySpan<TickBand> Read;
        [FieldOffset(0)] public Span<TickBand> Write;
    }

    public override void OnBook(in BookEvent bookEvent)
    {
        Both both = default;
        both.Read = TickTable.UsEquity.Bands;
        both.Write[^1] = new TickBand(both.Read[^1].From, new Price(1));
        Act(1);
    }
}
