// Abuses: the honest way to get to New York time: TimeZoneInfo by name.
// Harm: reads the machine's tz database (files, versions): another rule or no such zone elsewhere. A quant will do this.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.TimeZoneDatabaseAttack;

public sealed class TimeZoneDatabaseStrategy : Strategy
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    public override void OnBook(in BookEvent bookEvent) =>
        Act(TimeZoneInfo.ConvertTimeFromUtc(DateTime.UnixEpoch.AddTicks(Context.TimeNs / 100), _zone).Hour);

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
