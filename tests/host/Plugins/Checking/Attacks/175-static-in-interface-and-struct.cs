// Abuses: a static field in an interface, and one in an enum-like struct: not classes, so a scan of classes misses them.
// Harm: shared mutable state.
// Kind: hurts another slot or the process.
#pragma warning disable CS0649 // fields that are only written from elsewhere
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.StaticInInterfaceAndStructAttack;

internal interface ICounter
{
    static long Calls;

    static long Next() => ++Calls;
}

internal struct Mode
{
    public static int Last;

    public int Value;
}

public sealed class StaticInInterfaceAndStructStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        Mode.Last = (int)bookEvent.Side;
        Act(ICounter.Next() + Mode.Last);
    }
}
