// Abuses: the expression evaluator of System.Data: a small language in a string, with CONVERT to dates.
// Harm: today's date, and a parser that runs what a string says.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Data;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.DataTableComputeAttack;

public sealed class DataTableComputeStrategy : Attacker
{
    private readonly DataTable _table = new() { Locale = System.Globalization.CultureInfo.InvariantCulture };

    public override void OnBook(in BookEvent bookEvent) =>
        Act(((DateTime)_table.Compute("CONVERT('15:30', 'System.DateTime')", null)).Day);
}
