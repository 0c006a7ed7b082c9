// Abuses: Path is mostly string handling; GetRandomFileName is random, GetTempFileName makes a file, Exists asks the disk.
// Harm: randomness and a write outside, through a class of string helpers.
// Kind: reads or writes outside.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.TempFileNameAttack;

public sealed class TempFileNameStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent) =>
        Act(Path.GetRandomFileName()[0] + (Path.Exists("/tmp/halt") ? 1 : 0));

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
