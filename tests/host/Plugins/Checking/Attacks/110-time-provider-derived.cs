// Abuses: derives from TimeProvider, which is an abstraction and looks injectable; the base methods read the machine's clock.
// Harm: the clock through an own class.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.TimeProviderDerivedAttack;

public sealed class TimeProviderDerivedStrategy : Strategy
{
    private sealed class EngineTime : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;
    }

    private readonly TimeProvider _time = new EngineTime();

    public override void OnBook(in BookEvent bookEvent) => Act(_time.GetTimestamp() + _time.GetUtcNow().Ticks);

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
