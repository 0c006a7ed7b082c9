// Abuses: __arglist: a vararg method, valid C# and valid IL, which the runtime supports on one system only.
// Harm: the JIT throws InvalidProgramException when the method is first needed: rarely, in the middle of the day, on the hot thread.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ArglistAttack;

public sealed class ArglistStrategy : Attacker
{
    private static long Count(__arglist)
    {
        RuntimeArgumentHandle handle = __arglist;
        _ = handle;
        return 1;
    }

    private static long Rare(long x) => Count(__arglist(x, 2));

    public override void OnBook(in BookEvent bookEvent) => Act(bookEvent.Quantity.Raw > 5_000 ? Rare(bookEvent.Quantity.Raw) : 0);
}
