// Abuses: the order of GetFields is not promised and changes with what was looked at before; handles are addresses.
// Harm: "the first field" is another one in another process.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.MemberOrderAttack;

public sealed class MemberOrderStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent) =>
        Act(typeof(NewOrder).GetProperties()[0].Name.Length + typeof(Price).TypeHandle.Value + typeof(OrderUpdate).MetadataToken);
}
