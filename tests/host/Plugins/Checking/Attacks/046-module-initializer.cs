// Abuses: ModuleInitializer: code that runs before any type of the assembly is used, on the thread that loads.
// Harm: runs outside of every callback, budget and undo; here it never comes back, so that the load hangs.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ModuleInitializerAttack;

internal static class Boot
{
#pragma warning disable CA2255
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Run()
    {
        for (long turn = 1; turn != 0; turn = turn * 3 + 1 | 1) { }
    }
}

public sealed class ModuleInitializerStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent) => Act(1);
}
