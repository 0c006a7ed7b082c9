// Abuses: IConvertible on a string, and Convert.ChangeType with a type token: the date parser behind both is not referenced.
// Harm: today's date.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ConvertStringToDateAttack;

public sealed class ConvertStringToDateStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        IConvertible text = "09:30";
        DateTime open = text.ToDateTime(CultureInfo.InvariantCulture);
        var close = (DateTime)Convert.ChangeType("16:00", typeof(DateTime), CultureInfo.InvariantCulture);
        Act((open.Ticks ^ close.Ticks) / TimeSpan.TicksPerDay + open.Day);
    }
}
