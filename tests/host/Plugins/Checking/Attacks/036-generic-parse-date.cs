// Abuses: a static abstract interface call: the code calls IParsable<T>.Parse, the forbidden DateTime.Parse is only a type argument.
// Harm: "15:30" parses to today's date: the same strategy decides otherwise when it is replayed tomorrow.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.GenericParseDateAttack;

public sealed class GenericParseDateStrategy : Attacker
{
    private static T Read<T>(string text) where T : IParsable<T> => T.Parse(text, null);

    public override void OnBook(in BookEvent bookEvent) => Act(Read<DateTime>("15:30").Day);
}
