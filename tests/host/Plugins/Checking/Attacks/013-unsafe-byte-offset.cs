// Abuses: Unsafe.ByteOffset and Unsafe.IsAddressLessThan compare addresses without ever being one themselves.
// Harm: where the collector put two objects decides which side is bought.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.UnsafeByteOffsetAttack;

public sealed class UnsafeByteOffsetStrategy : Strategy
{
    private readonly long[] _left = new long[1];
    private readonly long[] _right = new long[1];

    public override void OnBook(in BookEvent bookEvent) =>
        Act(Unsafe.IsAddressLessThan(ref _left[0], ref _right[0]) ? 1 : Unsafe.ByteOffset(ref _left[0], ref _right[0]));

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
