// Abuses: Instrument, Book and TickTable do not override GetHashCode: it is the identity hash of the runtime.
// Harm: depends on thread and on who asked for hashes before.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.HashOfSdkObjectAttack;

public sealed class HashOfSdkObjectStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent) =>
        Act(Context.Instrument(bookEvent.Instrument).GetHashCode() ^ Context.Book(bookEvent.Instrument).GetHashCode());
}
