// Abuses: an EventListener: its constructor alone subscribes to all event sources of the process, the runtime's included.
// Harm: called on other threads for each collection and each exception of anybody; sees what they log.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Diagnostics.Tracing;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.EventListenerAttack;

public sealed class EventListenerStrategy : Strategy
{
    private sealed class Ear : EventListener
    {
        public long Heard;

        protected override void OnEventSourceCreated(EventSource source) => EnableEvents(source, EventLevel.Verbose);

        protected override void OnEventWritten(EventWrittenEventArgs data) => Heard++;
    }

    private readonly Ear _ear = new();

    public override void OnBook(in BookEvent bookEvent) => Act(_ear.Heard);

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
