// Abuses: an assignment: DateTime converts implicitly to DateTimeOffset, by the machine's time zone.
// Harm: 16:00 is another moment on a machine in another zone.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.DatetimeoffsetImplicitAttack;

public sealed class DatetimeoffsetImplicitStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        DateTimeOffset close = new DateTime(2026, 1, 2, 16, 0, 0);
        Act(close.UtcDateTime.Hour * (close.ToUnixTimeMilliseconds() * 1_000_000 > Context.TimeNs ? 1 : 2));
    }
}
