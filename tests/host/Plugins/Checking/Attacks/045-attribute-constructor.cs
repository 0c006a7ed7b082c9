// Abuses: an attribute class of our own on class and parameter: its constructor runs when the host asks for attributes.
// Harm: strategy code runs on the loader's thread while the package is only being looked at, and hangs it.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.AttributeConstructorAttack;

[AttributeUsage(AttributeTargets.All)]
public sealed class TrapAttribute : Attribute
{
    public TrapAttribute()
    {
        for (long turn = 0; turn >= 0; turn = (turn + 1) & long.MaxValue) { }
    }
}

[Trap]
public sealed class AttributeConstructorStrategy : Attacker
{
    [Trap]
    [Parameter("size")]
    public long Size { get; set; } = 1;

    public override void OnBook(in BookEvent bookEvent) => Act(Size);
}
