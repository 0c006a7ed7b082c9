// Abuses: resources of the assembly through reflection; ResourceManager looks for satellite assemblies by culture on the disk.
// Harm: leads to Assembly and all of reflection; what it finds depends on culture and folder. (Read-only own data alone would be harmless.)
// Kind: reads or writes outside.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Resources;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.EmbeddedResourceAttack;

public sealed class EmbeddedResourceStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent)
    {
        using Stream? stream = typeof(EmbeddedResourceStrategy).Assembly.GetManifestResourceStream("table");
        Act((stream?.Length ?? 0) + typeof(EmbeddedResourceStrategy).Assembly.Location.Length);
        try
        {
            Act(new ResourceManager(typeof(EmbeddedResourceStrategy)).GetString("x")?.Length ?? 0);
        }
        catch (MissingManifestResourceException)
        {
            Act(0);
        }
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
