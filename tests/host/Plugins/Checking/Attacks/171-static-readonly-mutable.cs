// Abuses: static readonly fields whose objects change: an array, a list, a StrongBox, a tuple in an array.
// Harm: readonly says nothing about the object: state shared by all slots.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.StaticReadonlyMutableAttack;

public sealed class StaticReadonlyMutableStrategy : Attacker
{
    private static readonly StrongBox<long> Events = new();
    private static readonly List<long> Prices = new(1 << 20);
    private static readonly (long Low, long High)[] Range = new (long, long)[1];

    public override void OnBook(in BookEvent bookEvent)
    {
        Range[0].High = Math.Max(Range[0].High, bookEvent.Price.Raw);
        Prices.Add(bookEvent.Price.Raw);
        Act(++Events.Value + Range[0].High);
    }
}
