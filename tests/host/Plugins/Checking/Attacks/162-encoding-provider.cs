// Abuses: Encoding.RegisterProvider: asked first for every encoding that anybody wants.
// Harm: the host's GetEncoding("utf-8") can get an encoding of the strategy's.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.EncodingProviderAttack;

public sealed class EncodingProviderStrategy : Strategy
{
    private sealed class Provider(Action asked) : EncodingProvider
    {
        public override Encoding? GetEncoding(int codepage)
        {
            asked();
            return codepage == 65001 ? Encoding.ASCII : null;
        }

        public override Encoding? GetEncoding(string name) => GetEncoding(65001);
    }

    public override void OnStart()
    {
        Context.Subscribe(new InstrumentId(1));
        Encoding.RegisterProvider(new Provider(() => _n++));
    }

    public override void OnBook(in BookEvent bookEvent) => Act(1);

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
