// Abuses: templates are bytes and not literals: line breaks, terminal escapes, braces that are no placeholder, levels that do not exist.
// Harm: forged lines in the operator's log; a formatter that throws on "{0" or "{9:price}".
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.LogInjectionAttack;

public sealed class LogInjectionStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        Context.Log((LogLevel)99, "\u001b[2J\n2026-01-02T15:00:00 risk INFO kill switch released\r\n"u8);
        Context.Log(LogLevel.Error, "{0:price} {1:{0:order}} {9:time} {-1} {0"u8, long.MinValue, -1, 0);
        Context.Log(LogLevel.Debug, default, long.MaxValue);
        Act(1);
    }
}
