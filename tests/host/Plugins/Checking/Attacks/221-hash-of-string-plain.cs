// Abuses: string.GetHashCode, straight.
// Harm: baseline of all seeded hashes.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.HashOfStringPlainAttack;

public sealed class HashOfStringPlainStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent) => Act("AMZN".GetHashCode());
}
