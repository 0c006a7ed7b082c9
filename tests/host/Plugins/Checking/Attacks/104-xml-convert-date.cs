// Abuses: XmlConvert, a formatter: with a format of hours it fills in the date of today.
// Harm: the day of the replay instead of the day of the recording.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Xml;
using Strategies.Sdk;

namespace Attacks.XmlConvertDateAttack;

public sealed class XmlConvertDateStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent) => Act(XmlConvert.ToDateTimeOffset("15:30", "HH:mm").Day);
}
