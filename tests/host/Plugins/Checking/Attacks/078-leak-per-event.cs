// Abuses: a list of every event since the morning, as strings.
// Harm: allocates with every message, fills the heap, makes the collector stop all slots.
// Kind: memory/CPU.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.LeakPerEventAttack;

public sealed class LeakPerEventStrategy : Attacker
{
    private readonly List<string> _journal = [];

    public override void OnBook(in BookEvent bookEvent)
    {
        _journal.Add($"{bookEvent.Price} {bookEvent.Quantity} {Context.TimeNs}");
        Act(_journal.Count);
    }
}
