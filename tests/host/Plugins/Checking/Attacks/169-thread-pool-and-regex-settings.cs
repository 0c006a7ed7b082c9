// Abuses: settings of the process that look like tuning: ThreadPool.SetMaxThreads, Regex.CacheSize, Activity.DefaultIdFormat.
// Harm: the edge's and the journal's background work gets one thread.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ThreadPoolAndRegexSettingsAttack;

public sealed class ThreadPoolAndRegexSettingsStrategy : Strategy
{
    public override void OnStart()
    {
        Context.Subscribe(new InstrumentId(1));
        ThreadPool.SetMinThreads(1, 1);
        Regex.CacheSize = 0;
        ThreadPool.SetMaxThreads(Environment.ProcessorCount, 1);
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
