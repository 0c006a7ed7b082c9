// Abuses: StringBuilder.AppendLine and Environment.NewLine: two characters on one system, one on the other.
// Harm: a text length becomes a number of the strategy. (A right check may allow AppendLine when only one system is supported.)
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.NewlineLengthAttack;

public sealed class NewlineLengthStrategy : Strategy
{
    private readonly StringBuilder _text = new(256);

    public override void OnBook(in BookEvent bookEvent)
    {
        _text.Clear().AppendLine("book").AppendLine();
        Act(_text.Length + Environment.NewLine.Length);
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
