// Abuses: nothing: a field that decides about orders is simply not saved.
// Harm: a restored instance goes another way; the replay proof must name slot, record and byte.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.SaveOmitsFieldAttack;

public sealed class SaveOmitsFieldStrategy : Attacker
{
    private long _ticksUp;
    private Price _last;

    public override void OnBook(in BookEvent bookEvent)
    {
        _ticksUp += bookEvent.Price > _last ? 1 : -1;
        _last = bookEvent.Price;
        Act(_ticksUp);
    }
}
