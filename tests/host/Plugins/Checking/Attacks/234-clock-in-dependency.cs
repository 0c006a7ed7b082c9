// Abuses: the strategy itself is clean; what it must not do stands in a private dependency of the package (Attacks.Helper.dll).
// Harm: a check of the main assembly only lets the clock through, and whatever else the dependency does.
// Kind: nondeterministic replay. Build: against Attacks.Helper from clock-in-dependency.dependency.cs, shipped beside it.
using Attacks.Helper;
using Strategies.Sdk;

namespace Attacks.ClockInDependencyAttack;

public sealed class ClockInDependencyStrategy : Strategy
{
    private readonly IPacer _pacer = new Pacer();
    private long _n;

    public override void OnStart() => Context.Subscribe(new InstrumentId(1));

    public override void OnBook(in BookEvent bookEvent)
    {
        _n = _n * 31 + _pacer.Next(Context.TimeNs);
        Price bid = Context.Book(new InstrumentId(1)).BestBid.Price;
        if ((_n & 1) == 0 && bid.Raw > 0)
        {
            Context.Send(NewOrder.Limit(new InstrumentId(1), Side.Buy, bid, 100, tag: _n & 0xFF));
        }
    }

    public override void Save(ref StateWriter writer) => writer.Write(_n);

    public override void Restore(ref StateReader reader) => _n = reader.ReadInt64();
}
