// Abuses: starts another program.
// Harm: whatever the account may do.
// Kind: reads or writes outside.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ProcessStartAttack;

public sealed class ProcessStartStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        using Process? process = Process.Start("true");
        Act(process?.Id ?? 0);
    }
}
