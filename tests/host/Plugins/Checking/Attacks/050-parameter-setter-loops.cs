// Abuses: the setter of a parameter is strategy code that the host calls when an operator changes a value.
// Harm: a legal value never comes back from the setter; and half of the parameters are set.
// Kind: memory/CPU.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ParameterSetterLoopsAttack;

public sealed class ParameterSetterLoopsStrategy : Attacker
{
    private long _width = 8;

    [Parameter("width", Min = 1, Max = 1000)]
    public long Width
    {
        get => _width;
        set
        {
            while (value % 8 != 0) { value += 2; }
            _width = value;
        }
    }

    public override void OnBook(in BookEvent bookEvent) => Act(Width);
}
