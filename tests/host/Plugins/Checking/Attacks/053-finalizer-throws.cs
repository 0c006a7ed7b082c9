// Abuses: a finalizer: runs on the runtime's finalizer thread, some time.
// Harm: an exception there ends the process with all slots.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.FinalizerThrowsAttack;

public sealed class FinalizerThrowsStrategy : Attacker
{
    private sealed class Scratch
    {
        public long Value = 1;

        ~Scratch()
        {
            if (Value > 0) { throw new InvalidOperationException("collected"); }
        }
    }

    private Scratch _scratch = new();

    public override void OnBook(in BookEvent bookEvent)
    {
        _scratch = new Scratch { Value = bookEvent.Quantity.Raw };
        Act(_scratch.Value);
    }
}
