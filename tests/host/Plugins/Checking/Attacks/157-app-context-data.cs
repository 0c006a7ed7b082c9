// Abuses: AppContext.SetData and SetSwitch, AppDomain data and environment variables: dictionaries of the process.
// Harm: a channel between slots, and switches that change how the base library behaves for the host.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.AppContextDataAttack;

public sealed class AppContextDataStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent)
    {
        long calls = AppContext.GetData("calls") as long? ?? 0;
        AppContext.SetData("calls", calls + 1);
        AppContext.SetSwitch("System.Globalization.EnforceLegacyJapaneseDateParsing", true);
        Environment.SetEnvironmentVariable("TZ", "Asia/Tokyo");
        Act(calls);
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
