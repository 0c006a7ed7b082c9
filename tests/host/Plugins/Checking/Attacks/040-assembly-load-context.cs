// Abuses: hooks into the default load context's resolution of assemblies and of native libraries.
// Harm: the host gets assemblies of the strategy's choice from then on; and the version can never be collected.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.Loader;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.AssemblyLoadContextAttack;

public sealed class AssemblyLoadContextStrategy : Strategy
{
    public override void OnStart()
    {
        Context.Subscribe(new InstrumentId(1));
        AssemblyLoadContext.Default.Resolving += (_, _) => typeof(AssemblyLoadContextStrategy).Assembly;
        AssemblyLoadContext.GetLoadContext(typeof(AssemblyLoadContextStrategy).Assembly)!.Unloading += _ => Act(1);
    }

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
