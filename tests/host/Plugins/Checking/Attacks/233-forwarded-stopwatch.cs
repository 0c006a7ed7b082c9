// Abuses: the strategy refers to [Attacks.Watch]System.Diagnostics.Stopwatch, an own class when it is compiled; the Attacks.Watch.dll
// that is shipped has only a type forwarder, and at run time the name is the base library's Stopwatch.
// Harm: a check that sees "a type of the package's own dependency" lets the processor's time stamp through.
// Kind: nondeterministic replay. Build: see forwarded-stopwatch.dependency.cs.
extern alias watch;

using Strategies.Sdk;

namespace Attacks.ForwardedStopwatchAttack;

public sealed class ForwardedStopwatchStrategy : Strategy
{
    private long _n;

    public override void OnStart() => Context.Subscribe(new InstrumentId(1));

    public override void OnBook(in BookEvent bookEvent)
    {
        _n = _n * 31 + watch::System.Diagnostics.Stopwatch.GetTimestamp();
        Price bid = Context.Book(new InstrumentId(1)).BestBid.Price;
        if ((_n & 1) == 0 && bid.Raw > 0)
        {
            Context.Send(NewOrder.Limit(new InstrumentId(1), Side.Buy, bid, 100, tag: _n & 0xFF));
        }
    }

    public override void Save(ref StateWriter writer) => writer.Write(_n);

    public override void Restore(ref StateReader reader) => _n = reader.ReadInt64();
}
