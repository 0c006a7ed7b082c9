// Abuses: System.Runtime.JitInfo: how many methods were compiled, and how long that took.
// Harm: depends on tiering and on what else runs in the process.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.JitCountersAttack;

public sealed class JitCountersStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent) => Act(JitInfo.GetCompiledMethodCount() + JitInfo.GetCompilationTime().Ticks);
}
