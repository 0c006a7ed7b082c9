// Abuses: XmlConvert, a formatter: with a format of hours it fills in the date of today.
// Harm: the day of the replay instead of the day of the recording.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Xml;
using Strategies.Sdk;

namespace Attacks.XmlConvertDateAttack;

public sealed class XmlConvertDateStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent) => Act(XmlConvert.ToDateTimeOffset("15:30", "HH:mm").Day);

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
