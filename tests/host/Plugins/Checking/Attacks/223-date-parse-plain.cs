// Abuses: DateTime.Parse and DateTimeOffset.TryParse of a time of day, with the invariant culture.
// Harm: the date of today, and for DateTimeOffset the machine's time zone.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.DateParsePlainAttack;

public sealed class DateParsePlainStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent)
    {
        DateTime open = DateTime.Parse("15:30", CultureInfo.InvariantCulture);
        bool isTime = DateTimeOffset.TryParse("2026-01-02 16:00", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset close);
        Act(open.DayOfYear + (isTime ? close.Offset.Hours : 0));
    }

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
