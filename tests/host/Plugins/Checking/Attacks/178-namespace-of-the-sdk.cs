// Abuses: own types in the namespaces System and Strategies.Sdk, named like trusted ones.
// Harm: a check that trusts full names without their assembly takes the own MathF for another, or skips "the SDK's" code.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.NamespaceOfTheSdkAttack
{
    public sealed class NamespaceOfTheSdkStrategy : Strategy
    {
        public override void OnBook(in BookEvent bookEvent) => Act(Strategies.Sdk.DeterministicClock.Now + System.Collections.Generic.Pure.Hash("x"));

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
}

namespace Strategies.Sdk
{
    public static class DeterministicClock
    {
        public static long Now => DateTime.UtcNow.Ticks;
    }
}

namespace System.Collections.Generic
{
    public static class Pure
    {
        public static long Hash(string text) => text.GetHashCode();
    }
}
