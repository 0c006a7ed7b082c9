// Abuses: IConvertible on a string, and Convert.ChangeType with a type token: the date parser behind both is not referenced.
// Harm: today's date.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ConvertStringToDateAttack;

public sealed class ConvertStringToDateStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent)
    {
        IConvertible text = "09:30";
        DateTime open = text.ToDateTime(CultureInfo.InvariantCulture);
        var close = (DateTime)Convert.ChangeType("16:00", typeof(DateTime), CultureInfo.InvariantCulture);
        Act((open.Ticks ^ close.Ticks) / TimeSpan.TicksPerDay + open.Day);
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
