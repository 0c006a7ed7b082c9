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

public sealed class DataTableComputeStrategy : Strategy
{
    private readonly DataTable _table = new() { Locale = System.Globalization.CultureInfo.InvariantCulture };

    public override void OnBook(in BookEvent bookEvent) =>
        Act(((DateTime)_table.Compute("CONVERT('15:30', 'System.DateTime')", null)).Day);

    public override void OnStart() => Context.Subscribe(new InstrumentId(1));

    private long _n;

    private void Act(long leak)
    {
        _n = _n * 31 + leak;
        Price bid = Context.Book(new InstrumentId(1)).BestBid.Price;
        if ((_n & 1) == 0 && bid.Raw > 0)
        {
            Context.Send(NewOrder.Limit(new InstrumentId(1), Side.Buy, bid, 100, tag: _n & 0xFF));
        }
    }

    public override void Save(ref StateWriter writer) => writer.Write(_n);

    public override void Restore(ref StateReader reader) => _n = reader.ReadInt64();
}
