// Abuses: RuntimeHelpers.TryEnsureSufficientExecutionStack measures how deep a recursion may go.
// Harm: the depth depends on the frames of the host, the JIT's tier and ulimit.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.SufficientStackAttack;

public sealed class SufficientStackStrategy : Attacker
{
    private int Depth(int depth) => RuntimeHelpers.TryEnsureSufficientExecutionStack() ? Depth(depth + 1) + 1 : depth;

    public override void OnBook(in BookEvent bookEvent) => Act(Depth(0));
}
