// Abuses: the time of a file that is being written all the time, or of /proc, is a clock.
// Harm: real time, and an access to the disk on the hot thread.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.FileTimeClockAttack;

public sealed class FileTimeClockStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent) => Act(File.GetLastAccessTimeUtc("/proc/self/stat").Ticks);

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
