// Abuses: calls its own callbacks, with events that it makes itself, from inside a callback.
// Harm: none beyond itself if the engine counts by call: the SDK's event types are public and can be made up.
// Kind: memory/CPU.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.CallbackReentryAttack;

public sealed class CallbackReentryStrategy : Attacker
{
    private int _depth;

    public override void OnBook(in BookEvent bookEvent)
    {
        if (_depth++ < 50_000) { OnBook(bookEvent with { Price = bookEvent.Price + new Price(1) }); }
        _depth--;
        Act(_depth);
    }
}
