// Abuses: an old component class with an event, no thread in sight.
// Harm: its DoWork runs on the pool.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.BackgroundWorkerAttack;

public sealed class BackgroundWorkerStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        var worker = new BackgroundWorker();
        worker.DoWork += (_, _) => Act(1);
        worker.RunWorkerAsync();
    }
}
