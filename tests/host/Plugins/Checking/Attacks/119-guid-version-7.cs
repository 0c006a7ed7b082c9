// Abuses: a Guid of version 7 holds the clock's milliseconds and random bits; Guid itself is a harmless value.
// Harm: clock and random number in one.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.GuidVersion7Attack;

public sealed class GuidVersion7Strategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent) => Act(BitConverter.ToInt64(Guid.CreateVersion7().ToByteArray(), 0));
}
