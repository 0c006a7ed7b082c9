// Abuses: ParseExact with an invariant culture and a fixed format looks pure; a time without a date gets today's date.
// Harm: session times that are right on the day of recording and wrong in every replay.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.DateParseExactTimeOnlyAttack;

public sealed class DateParseExactTimeOnlyStrategy : Attacker
{
    private readonly DateTime _close = DateTime.ParseExact("16:00", "HH:mm", CultureInfo.InvariantCulture);

    public override void OnBook(in BookEvent bookEvent) =>
        Act(DateTime.UnixEpoch.AddTicks(Context.TimeNs / 100) > _close ? 1 : 0);
}
