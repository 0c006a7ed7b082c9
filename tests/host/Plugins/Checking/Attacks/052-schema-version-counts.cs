// Abuses: StateSchemaVersion is a property: this one answers differently each time that it is asked.
// Harm: how often the host asked (saves, snapshots, inspections) decides about state, orders and whether a swap works.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.SchemaVersionCountsAttack;

public sealed class SchemaVersionCountsStrategy : Attacker
{
    private int _asked;

    public override int StateSchemaVersion => ++_asked;

    public override void OnBook(in BookEvent bookEvent) => Act(_asked);
}
