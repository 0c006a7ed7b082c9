// Abuses: an own EventSource, a MeterListener and an ActivityListener: process-wide registries of diagnostics.
// Harm: code of the strategy in the instrumentation of the host and of HTTP.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.MeterAndActivityListenersAttack;

public sealed class MeterAndActivityListenersStrategy : Strategy
{
    private readonly MeterListener _meters = new();

    public override void OnStart()
    {
        Context.Subscribe(new InstrumentId(1));
        _meters.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        _meters.SetMeasurementEventCallback<long>((_, value, _, _) => _n += value);
        _meters.Start();
        ActivitySource.AddActivityListener(new ActivityListener { ShouldListenTo = _ => true, ActivityStarted = _ => _n++ });
    }

    public override void OnBook(in BookEvent bookEvent) => Act(0);

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
