// Abuses: Object.MemberwiseClone, protected and harmless: copies the strategy with its context.
// Harm: a second live instance beside the slot's own, which no swap retires while somebody holds it.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.MemberwiseCloneAttack;

public sealed class MemberwiseCloneStrategy : Attacker
{
    private MemberwiseCloneStrategy? _twin;

    public override void OnBook(in BookEvent bookEvent)
    {
        _twin ??= (MemberwiseCloneStrategy)MemberwiseClone();
        _twin.Act(1);
        Act(2);
    }
}
