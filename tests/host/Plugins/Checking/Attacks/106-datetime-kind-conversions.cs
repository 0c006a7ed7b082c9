// Abuses: ToUniversalTime, ToFileTime, FromBinary and ToOADate-like conversions of an unspecified DateTime.
// Harm: each asks the machine's time zone; none has Now in its name.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.DatetimeKindConversionsAttack;

public sealed class DatetimeKindConversionsStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        DateTime time = new DateTime(1970, 1, 1).AddTicks(Context.TimeNs / 100);
        Act(time.ToUniversalTime().Hour + 100 * DateTime.FromFileTime(time.ToFileTime()).Hour + 10_000 * DateTime.FromBinary(time.ToBinary()).ToLocalTime().Hour);
    }
}
