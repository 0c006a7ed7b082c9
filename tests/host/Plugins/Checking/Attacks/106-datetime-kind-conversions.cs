// Abuses: ToUniversalTime, ToFileTime, FromBinary and ToOADate-like conversions of an unspecified DateTime.
// Harm: each asks the machine's time zone; none has Now in its name.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.DatetimeKindConversionsAttack;

public sealed class DatetimeKindConversionsStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent)
    {
        DateTime time = new DateTime(1970, 1, 1).AddTicks(Context.TimeNs / 100);
        Act(time.ToUniversalTime().Hour + 100 * DateTime.FromFileTime(time.ToFileTime()).Hour + 10_000 * DateTime.FromBinary(time.ToBinary()).ToLocalTime().Hour);
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
