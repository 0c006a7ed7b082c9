// Abuses: an own IgnoresAccessChecksToAttribute: the runtime, which knows it by name only, lets the assembly see the SDK's internals.
// Harm: with it, code built against a reference assembly calls Attach and private fields directly. (Here: attribute only.)
// Kind: bypass of pre-trade risk.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Strategies.Sdk;

[assembly: IgnoresAccessChecksTo("Strategies.Sdk")]
[assembly: IgnoresAccessChecksTo("Strategies.Engine")]

namespace Attacks.FriendAttributesAttack
{
    public sealed class FriendAttributesStrategy : Strategy
    {
        public override void OnBook(in BookEvent bookEvent) => Act(1);

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

namespace System.Runtime.CompilerServices
{
    [AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
    internal sealed class IgnoresAccessChecksToAttribute(string name) : Attribute
    {
        public string AssemblyName => name;
    }
}
