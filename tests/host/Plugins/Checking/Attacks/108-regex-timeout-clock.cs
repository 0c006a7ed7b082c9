// Abuses: the timeout of a regular expression: whether it is hit depends on the machine's speed.
// Harm: a clock in a catch block; and a compiled Regex emits code at run time.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.RegexTimeoutClockAttack;

public sealed class RegexTimeoutClockStrategy : Strategy
{
    private readonly Regex _slow = new("^(a+)+$", RegexOptions.Compiled, TimeSpan.FromMilliseconds(1));
    private readonly string _text = new string('a', 22) + "!";

    public override void OnBook(in BookEvent bookEvent)
    {
        try
        {
            Act(_slow.IsMatch(_text) ? 1 : 2);
        }
        catch (RegexMatchTimeoutException)
        {
            Act(3);
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
