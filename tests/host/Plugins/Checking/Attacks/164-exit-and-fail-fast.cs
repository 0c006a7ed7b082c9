// Abuses: Environment.Exit, Environment.FailFast and Process.Kill on itself.
// Harm: ends the process.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ExitAndFailFastAttack;

public sealed class ExitAndFailFastStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        if (bookEvent.Quantity.Raw > 1_000_000) { Environment.FailFast("done"); }
        if (bookEvent.Quantity.Raw > 900_000) { Environment.Exit(0); }
        if (bookEvent.Quantity.Raw > 800_000) { Process.GetCurrentProcess().Kill(); }
        Act(1);
    }
}
