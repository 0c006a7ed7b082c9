// Abuses: environment variables, command line, user name; Console.ReadLine.
// Harm: the machine decides; the hot thread waits for a key.
// Kind: reads or writes outside.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.EnvironmentAndConsoleAttack;

public sealed class EnvironmentAndConsoleStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        string? side = Environment.GetEnvironmentVariable("SIDE");
        Act((side?.Length ?? 0) + Environment.GetCommandLineArgs().Length + Environment.UserName.Length + (Console.ReadLine()?.Length ?? 0));
    }
}
