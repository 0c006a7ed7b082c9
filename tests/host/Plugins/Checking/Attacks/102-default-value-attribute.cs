// Abuses: an attribute class used as an ordinary class: DefaultValueAttribute converts a text by the type's converter.
// Harm: "12:00" becomes noon of today; the converter also loads any type by reflection.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.DefaultValueAttributeAttack;

public sealed class DefaultValueAttributeStrategy : Attacker
{
    private readonly DateTime _noon = (DateTime)new DefaultValueAttribute(typeof(DateTime), "12:00").Value!;

    public override void OnBook(in BookEvent bookEvent) => Act(_noon.DayOfYear);
}
