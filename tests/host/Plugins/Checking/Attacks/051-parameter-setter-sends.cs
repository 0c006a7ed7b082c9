// Abuses: the setter of a parameter sends orders and logs, outside of every callback.
// Harm: orders that belong to no callback: not undone when it throws, and perhaps not at the same record in a replay.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ParameterSetterSendsAttack;

public sealed class ParameterSetterSendsStrategy : Attacker
{
    private Quantity _size = 100;

    [Parameter("size", Min = 1, Max = 10_000)]
    public Quantity Size
    {
        get => _size;
        set
        {
            _size = value;
            if (_n != 0) { Act(value.Raw); throw new InvalidOperationException("after sending"); }
        }
    }

    public override void OnBook(in BookEvent bookEvent) => Act(Size.Raw);
}
