// Abuses: the SDK's own value type: Money holds an Int128, whose hash is HashCode.Combine with the process's random seed.
// Harm: everything that only trusts the SDK's members lets the seed through.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.HashOfSdkMoneyAttack;

public sealed class HashOfSdkMoneyStrategy : Attacker
{
    public override void OnOrderUpdate(in OrderUpdate update) => Act(update.Fee.GetHashCode());

    public override void OnBook(in BookEvent bookEvent) => Act(Context.Position(bookEvent.Instrument).Cost.GetHashCode());
}
