// Abuses: ModuleInitializer: code that runs before any type of the assembly is used, on the thread that loads.
// Harm: runs outside of every callback, budget and undo; here it never comes back, so that the load hangs.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ModuleInitializerAttack;

internal static class Boot
{
#pragma warning disable CA2255
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Run()
    {
        for (long turn = 1; turn != 0; turn = turn * 3 + 1 | 1) { }
    }
}

public sealed class ModuleInitializerStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent) => Act(1);

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
