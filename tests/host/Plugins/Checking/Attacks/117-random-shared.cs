// Abuses: Random.Shared and Guid.NewGuid, the plain ones.
// Harm: baseline of all randomness.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.RandomSharedAttack;

public sealed class RandomSharedStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent) => Act(Random.Shared.Next() ^ Guid.NewGuid().ToByteArray()[0]);
}
