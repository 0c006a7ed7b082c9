// Abuses: derives from TimeProvider, which is an abstraction and looks injectable; the base methods read the machine's clock.
// Harm: the clock through an own class.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.TimeProviderDerivedAttack;

public sealed class TimeProviderDerivedStrategy : Attacker
{
    private sealed class EngineTime : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;
    }

    private readonly TimeProvider _time = new EngineTime();

    public override void OnBook(in BookEvent bookEvent) => Act(_time.GetTimestamp() + _time.GetUtcNow().Ticks);
}
