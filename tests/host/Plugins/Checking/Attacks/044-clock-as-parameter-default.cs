// Abuses: the clock is read in the initial value of a parameter; the callbacks are clean.
// Harm: a default that differs every day, so that a replay under the same plan sends other orders.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ClockAsParameterDefaultAttack;

public sealed class ClockAsParameterDefaultStrategy : Strategy
{
    [Parameter("seed", Description = "Looks like a number.")]
    public long Seed { get; set; } = DateTime.Today.DayOfYear;

    public override void OnBook(in BookEvent bookEvent) => Act(Seed);

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
