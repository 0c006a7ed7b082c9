// Abuses: new Random(42) is deterministic, so it looks allowed; but its position in the sequence cannot be saved.
// Harm: after a swap or a recovery the sequence begins again: the restored instance goes another way.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.SeededRandomNotSavedAttack;

public sealed class SeededRandomNotSavedStrategy : Attacker
{
    private readonly Random _random = new(42);

    public override void OnBook(in BookEvent bookEvent) => Act(_random.Next(100));
}
