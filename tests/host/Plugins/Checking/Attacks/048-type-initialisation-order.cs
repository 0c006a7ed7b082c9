// Abuses: a static readonly field that is computed lazily, from a counter in another class, when its class is first touched.
// Harm: the value depends on which slot came first in this process; it stays over swaps and is in no Save.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.TypeInitialisationOrderAttack;

public sealed class TypeInitialisationOrderStrategy : Attacker
{
    private static class Ticket
    {
        public static int Next;
    }

    private static class Mine
    {
        public static readonly int Number = ++Ticket.Next;
    }

    public override void OnBook(in BookEvent bookEvent)
    {
        Ticket.Next++;
        Act(bookEvent.Side == Side.Buy ? Mine.Number : 0);
    }
}
