// Abuses: ParseExact with an invariant culture and a fixed format looks pure; a time without a date gets today's date.
// Harm: session times that are right on the day of recording and wrong in every replay.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.DateParseExactTimeOnlyAttack;

public sealed class DateParseExactTimeOnlyStrategy : Strategy
{
    private readonly DateTime _close = DateTime.ParseExact("16:00", "HH:mm", CultureInfo.InvariantCulture);

    public override void OnBook(in BookEvent bookEvent) =>
        Act(DateTime.UnixEpoch.AddTicks(Context.TimeNs / 100) > _close ? 1 : 0);

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
