// Abuses: a caught InsufficientExecutionStackException from a library that guards itself (a deeply nested Regex).
// Harm: the same as asking for the stack, without the helper's name.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.RegexNestingDepthAttack;

public sealed class RegexNestingDepthStrategy : Strategy
{
    private int _depth = 500;

    public override void OnBook(in BookEvent bookEvent)
    {
        try
        {
            _ = new Regex(new string('(', _depth) + "a" + new string(')', _depth));
            _depth += 500;
        }
        catch (InsufficientExecutionStackException)
        {
            Act(_depth);
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
