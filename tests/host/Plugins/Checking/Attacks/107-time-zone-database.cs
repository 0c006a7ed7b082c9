// Abuses: the honest way to get to New York time: TimeZoneInfo by name.
// Harm: reads the machine's tz database (files, versions): another rule or no such zone elsewhere. A quant will do this.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.TimeZoneDatabaseAttack;

public sealed class TimeZoneDatabaseStrategy : Attacker
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    public override void OnBook(in BookEvent bookEvent) =>
        Act(TimeZoneInfo.ConvertTimeFromUtc(DateTime.UnixEpoch.AddTicks(Context.TimeNs / 100), _zone).Hour);
}
