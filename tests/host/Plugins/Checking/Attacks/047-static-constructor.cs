// Abuses: a static constructor of a nested class without any static field; it runs when the class is first touched, in the middle of the day.
// Harm: code outside of what a rehearsal has seen; here an endless loop under the runtime's type-initialisation lock.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.StaticConstructorAttack;

public sealed class StaticConstructorStrategy : Attacker
{
    private sealed class Session
    {
        static Session()
        {
            for (long turn = 1; turn != 0; turn = turn * 3 + 1 | 1) { }
        }

        public long Length => 1;
    }

    public override void OnBook(in BookEvent bookEvent) => Act(bookEvent.Quantity.Raw > 5_000 ? new Session().Length : 0);
}
