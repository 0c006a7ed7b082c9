// Abuses: a static property of a nested generic class: one copy for each type argument, as a dictionary by type.
// Harm: shared state that a walk over the open types' values does not see.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.StaticInGenericHolderAttack;

public sealed class StaticInGenericHolderStrategy : Attacker
{
    private static class Per<TKey>
    {
        public static long Calls { get; set; }
    }

    private sealed class Books;

    public override void OnBook(in BookEvent bookEvent) => Act(++Per<Books>.Calls + Per<Price>.Calls);
}
