// Abuses: an async local function with nothing but Task.Yield and a custom awaiter; the task is discarded.
// Harm: the rest of the method goes on, on the pool, when it likes.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Strategies.Sdk;

namespace Attacks.AwaitTaskYieldAttack;

public sealed class AwaitTaskYieldStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        async ValueTask Later()
        {
            await Task.Yield();
            Act(1);
        }

        _ = Later();
    }
}
