// Abuses: the SDK gives its internals to an assembly named Strategies.Engine; so this one is built under that name. Plain C#.
// Harm: calls Strategy.Attach and derives from StrategyContext: wraps the engine's context, or puts one slot's context into another.
// Build with: -p:AssemblyName=Strategies.Engine
// Kind: bypass of pre-trade risk.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.FriendOfTheSdkAttack;

public sealed class FriendOfTheSdkStrategy : Strategy
{
    private sealed class EmptyBook : Book
    {
        public override InstrumentId Instrument => new(1);
        public override BookLevel BestBid => default;
        public override BookLevel BestOffer => default;
        public override Price LastTradePrice => default;
        public override long LastUpdateTimeNs => 0;
        public override TradingStatus Status => TradingStatus.Trading;
        public override int LevelCount(Side side) => 0;
        public override BookLevel Level(Side side, int index) => default;
        public override int CopyOrders(Side side, int index, Span<BookOrder> orders) => 0;
    }

    private readonly Book _book = new EmptyBook();

    public override void OnStart()
    {
        Context.Subscribe(new InstrumentId(1));
        Attach(Context); // internal
    }

    public override void OnBook(in BookEvent bookEvent) => Act(_book.LevelCount(Side.Buy));

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
