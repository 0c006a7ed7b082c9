// Abuses: the intern table is one for the process: IsInterned asks whether anybody has interned a text, Intern says so.
// Harm: a memory of the process that no Save carries, and a channel between slots.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.StringInternChannelAttack;

public sealed class StringInternChannelStrategy : Attacker
{
    public override void OnTrade(in TradeEvent trade)
    {
        string mark = string.Concat("halted:", trade.Instrument.Value.ToString());
        if (string.IsInterned(mark) is null) { string.Intern(mark); }
        else { Act(1); }
    }
}
