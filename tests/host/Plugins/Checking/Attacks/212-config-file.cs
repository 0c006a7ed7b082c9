// Abuses: an honest habit: parameters from a CSV file beside the assembly, read in the constructor.
// Harm: the file is in no package and no journal: a replay reads another one. Parameters belong into the plan.
// Kind: reads or writes outside.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ConfigFileAttack;

public sealed class ConfigFileStrategy : Strategy
{
    private readonly Dictionary<string, long> _sizes = [];

    public ConfigFileStrategy()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "sizes.csv");
        foreach (string line in File.Exists(path) ? File.ReadAllLines(path) : [])
        {
            string[] parts = line.Split(',');
            _sizes[parts[0]] = long.Parse(parts[1]);
        }
    }

    public override void OnBook(in BookEvent bookEvent) =>
        Act(_sizes.GetValueOrDefault(Context.Instrument(bookEvent.Instrument).Symbol, 100));

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
