// Abuses: an assignment: DateTime converts implicitly to DateTimeOffset, by the machine's time zone.
// Harm: 16:00 is another moment on a machine in another zone.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.DatetimeoffsetImplicitAttack;

public sealed class DatetimeoffsetImplicitStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent)
    {
        DateTimeOffset close = new DateTime(2026, 1, 2, 16, 0, 0);
        Act(close.UtcDateTime.Hour * (close.ToUnixTimeMilliseconds() * 1_000_000 > Context.TimeNs ? 1 : 2));
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
