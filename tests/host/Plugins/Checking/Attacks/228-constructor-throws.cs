// Abuses: a constructor that throws, and a parameter whose getter throws: both are called before the slot exists.
// Harm: an exception of the strategy's making on the loader's path; it must be a refusal with a reason and nothing else.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ConstructorThrowsAttack;

public sealed class ConstructorThrowsStrategy : Attacker
{
    public ConstructorThrowsStrategy()
    {
        if (Size < 0) { throw new ArgumentException("negative"); }
    }

    [Parameter("size")]
    public long Size
    {
        get => _n == 0 ? throw new InvalidOperationException("not ready") : _n;
        set => _n = value;
    }

    public override void OnBook(in BookEvent bookEvent) => Act(1);
}
