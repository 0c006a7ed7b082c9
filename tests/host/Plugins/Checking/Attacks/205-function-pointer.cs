// Abuses: a managed function pointer: ldftn and calli, no delegate and no call instruction to the clock.
// Harm: reads the clock.
// Build with: -p:AllowUnsafeBlocks=true
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.FunctionPointerAttack;

public sealed unsafe class FunctionPointerStrategy : Attacker
{
    private readonly delegate*<long> _clock = &Stopwatch.GetTimestamp;

    public override void OnBook(in BookEvent bookEvent) => Act(_clock());
}
