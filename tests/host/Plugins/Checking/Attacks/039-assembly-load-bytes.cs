// Abuses: an assembly carried as text inside the assembly and loaded at run time: never seen by the check.
// Harm: any code at all, in the process of all slots.
// Kind: reads or writes outside.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.AssemblyLoadBytesAttack;

public sealed class AssemblyLoadBytesStrategy : Strategy
{
    private const string Payload = "TVqQAAMAAAAEAAAA";

    public override void OnBook(in BookEvent bookEvent)
    {
        try
        {
            Assembly assembly = Assembly.Load(Convert.FromBase64String(Payload));
            Act((long?)assembly.EntryPoint?.Invoke(null, null) ?? 0);
        }
        catch (BadImageFormatException)
        {
            Act(-1); // this payload is a stub
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
