// Abuses: risk never stops a cancel: cancels the same orders again and again, and replaces them between.
// Harm: message traffic beyond all throttles; the venue may disconnect the whole session.
// Kind: memory/CPU.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.CancelFloodAttack;

public sealed class CancelFloodStrategy : Attacker
{
    private readonly WorkingOrder[] _orders = new WorkingOrder[64];

    public override void OnBook(in BookEvent bookEvent)
    {
        Act(0);
        for (int round = 0; round < 100_000; round++)
        {
            int count = Context.CopyWorkingOrders(_orders);
            for (int index = 0; index < count; index++)
            {
                Context.Replace(_orders[index].OrderId, _orders[index].Price, _orders[index].OrderQty + 1);
                Context.Cancel(_orders[index].OrderId);
            }
        }
    }
}
