// Abuses: Console.SetOut with a TextWriter of our own.
// Harm: the host's console lines go through strategy code; and Console.Write blocks on a full pipe.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ConsoleRedirectAttack;

public sealed class ConsoleRedirectStrategy : Strategy
{
    private sealed class Sink : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => throw new IOException("full");
    }

    public override void OnStart()
    {
        Context.Subscribe(new InstrumentId(1));
        Console.SetOut(new Sink());
        Console.SetError(TextWriter.Null);
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
