// Abuses: StackFrame and Assembly.GetCallingAssembly: which frames exist depends on inlining.
// Harm: changes when the JIT moves a method to the next tier, in the middle of a day.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Reflection;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.StackFrameInliningAttack;

public sealed class StackFrameInliningStrategy : Attacker
{
    private static int Frames() => new StackTrace().FrameCount + Assembly.GetCallingAssembly().GetHashCode();

    public override void OnBook(in BookEvent bookEvent) => Act(Frames());
}
