// Abuses: a log line of 200 bytes, 100,000 times in a callback, made of bytes that are no UTF-8.
// Harm: journal and disk; a decoder that throws on the other side.
// Kind: memory/CPU.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.LogFloodAttack;

public sealed class LogFloodStrategy : Strategy
{
    private readonly byte[] _noise = new byte[200];

    public override void OnBook(in BookEvent bookEvent)
    {
        Array.Fill(_noise, (byte)0xC0);
        for (long line = 0; line < 100_000; line++)
        {
            _noise[line % 200] = (byte)line;
            Context.Log(LogLevel.Error, _noise, line, long.MinValue, _n);
        }

        Act(1);
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
