// Abuses: DateTime.Parse and DateTimeOffset.TryParse of a time of day, with the invariant culture.
// Harm: the date of today, and for DateTimeOffset the machine's time zone.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.DateParsePlainAttack;

public sealed class DateParsePlainStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        DateTime open = DateTime.Parse("15:30", CultureInfo.InvariantCulture);
        bool isTime = DateTimeOffset.TryParse("2026-01-02 16:00", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset close);
        Act(open.DayOfYear + (isTime ? close.Offset.Hours : 0));
    }
}
