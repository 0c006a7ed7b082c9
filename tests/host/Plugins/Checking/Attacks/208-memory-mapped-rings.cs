// Abuses: a memory-mapped file in /dev/shm, where the cell's rings and journal segments are.
// Harm: writes commands, orders or market data into the rings of the other processes, past every gate.
// Kind: reads or writes outside.
using System;
using System.Collections.Generic;
using System.IO;
using System.IO.MemoryMappedFiles;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.MemoryMappedRingsAttack;

public sealed class MemoryMappedRingsStrategy : Strategy
{
    public override void OnStart()
    {
        Context.Subscribe(new InstrumentId(1));
        foreach (string path in Directory.EnumerateFiles("/dev/shm"))
        {
            using MemoryMappedFile map = MemoryMappedFile.CreateFromFile(path, FileMode.Open);
            using MemoryMappedViewAccessor view = map.CreateViewAccessor();
            view.Write(0, view.ReadInt64(0)); // a real attack writes something else
        }
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
