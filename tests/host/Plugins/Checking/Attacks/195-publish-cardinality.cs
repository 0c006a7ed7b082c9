// Abuses: a new name for every published number.
// Harm: dashboards and Prometheus keep a series for each name for ever.
// Kind: memory/CPU.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.PublishCardinalityAttack;

public sealed class PublishCardinalityStrategy : Attacker
{
    private readonly byte[] _name = new byte[32];

    public override void OnBook(in BookEvent bookEvent)
    {
        for (int index = 0; index < 1_000; index++)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(_name, ++_n);
            Context.Publish(_name, _n);
            Context.Publish("risk.killSwitch\"} 0\n# HELP x"u8, 0);
        }

        Act(1);
    }
}
