// Abuses: RuntimeHelpers.GetUninitializedObject and RunClassConstructor: a sealed SDK class without its constructor.
// Harm: an Instrument or TickTable with null inside; statics of other classes are run again at will.
// Kind: bypass of pre-trade risk.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.UninitializedObjectAttack;

public sealed class UninitializedObjectStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        var table = (TickTable)RuntimeHelpers.GetUninitializedObject(typeof(TickTable));
        RuntimeHelpers.RunClassConstructor(typeof(TickTable).TypeHandle);
        Act(table.Bands.Length + RuntimeHelpers.GetHashCode(table));
    }
}
