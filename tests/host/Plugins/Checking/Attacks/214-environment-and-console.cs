// Abuses: environment variables, command line, user name; Console.ReadLine.
// Harm: the machine decides; the hot thread waits for a key.
// Kind: reads or writes outside.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.EnvironmentAndConsoleAttack;

public sealed class EnvironmentAndConsoleStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent)
    {
        string? side = Environment.GetEnvironmentVariable("SIDE");
        Act((side?.Length ?? 0) + Environment.GetCommandLineArgs().Length + Environment.UserName.Length + (Console.ReadLine()?.Length ?? 0));
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
