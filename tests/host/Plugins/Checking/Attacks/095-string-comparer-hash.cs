// Abuses: hashes through StringComparer, EqualityComparer.Default and span overloads instead of through the string.
// Harm: the same seed by three other doors.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.StringComparerHashAttack;

public sealed class StringComparerHashStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        string symbol = Context.Instrument(bookEvent.Instrument).Symbol;
        Act(StringComparer.Ordinal.GetHashCode(symbol)
            ^ EqualityComparer<string>.Default.GetHashCode(symbol)
            ^ string.GetHashCode(symbol.AsSpan(), StringComparison.OrdinalIgnoreCase));
    }
}
