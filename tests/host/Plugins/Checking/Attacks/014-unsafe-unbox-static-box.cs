// Abuses: a static readonly object looks constant; Unsafe.Unbox gives a writable reference into the box.
// Harm: a counter shared by all slots that run this version: one slot's events change another's orders, and no Save carries it.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.UnsafeUnboxStaticBoxAttack;

public sealed class UnsafeUnboxStaticBoxStrategy : Attacker
{
    private static readonly object Calls = 0L;

    public override void OnBook(in BookEvent bookEvent) => Act(++Unsafe.Unbox<long>(Calls));
}
