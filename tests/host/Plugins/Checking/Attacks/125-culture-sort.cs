// Abuses: List<string>.Sort and OrderBy without a comparer compare by the current culture (ICU of the machine).
// Harm: the order of symbols such as "BRK-B", "BRKB" and "brk" differs by machine and library version.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.CultureSortAttack;

public sealed class CultureSortStrategy : Attacker
{
    private readonly List<string> _symbols = ["BRK-B", "brk", "BRKB", "AAPL", "aapl", "co-op", "coop"];

    public override void OnBook(in BookEvent bookEvent)
    {
        _symbols.Sort();
        Act(_symbols[1][0] + _symbols.OrderBy(symbol => symbol).First()[0] + string.Compare("co-op", "coop"));
    }
}
