// Abuses: ActivityTraceId.CreateRandom and Activity.Current of the diagnostics library.
// Harm: random numbers, and ambient state of the process.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ActivityTraceIdAttack;

public sealed class ActivityTraceIdStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        Span<byte> bytes = stackalloc byte[16];
        ActivityTraceId.CreateRandom().CopyTo(bytes);
        Act(bytes[0] + (Activity.Current is null ? 0 : 1));
    }
}
