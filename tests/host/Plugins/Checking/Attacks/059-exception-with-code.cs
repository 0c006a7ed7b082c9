// Abuses: an exception class of our own: Message, StackTrace and ToString are virtual, and the host calls them to log the failure.
// Harm: strategy code runs in the host's error path, outside of budgets: hangs it, or throws in it and takes the process along.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ExceptionWithCodeAttack;

public sealed class ExceptionWithCodeStrategy : Attacker
{
    private sealed class Trap : Exception
    {
        public override string Message => throw new Trap();

        public override string? StackTrace
        {
            get
            {
                while (true) { }
            }
        }

        public override string ToString() => Message;
    }

    public override void OnBook(in BookEvent bookEvent)
    {
        Act(1);
        throw new Trap();
    }
}
