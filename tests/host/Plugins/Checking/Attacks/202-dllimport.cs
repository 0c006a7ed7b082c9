// Abuses: a P/Invoke into the C library; needs no unsafe code.
// Harm: anything the process may do; here the clock and a signal to itself.
// Kind: reads or writes outside.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.DllimportAttack;

public sealed class DllimportStrategy : Attacker
{
    [DllImport("libc", EntryPoint = "time")]
    private static extern long Time(nint unused);

    [DllImport("libc", EntryPoint = "getpid"), SuppressGCTransition]
    private static extern int ProcessId();

    public override void OnBook(in BookEvent bookEvent) => Act(Time(0) + ProcessId());
}
