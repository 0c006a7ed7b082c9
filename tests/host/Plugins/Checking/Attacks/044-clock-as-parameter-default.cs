// Abuses: the clock is read in the initial value of a parameter; the callbacks are clean.
// Harm: a default that differs every day, so that a replay under the same plan sends other orders.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ClockAsParameterDefaultAttack;

public sealed class ClockAsParameterDefaultStrategy : Attacker
{
    [Parameter("seed", Description = "Looks like a number.")]
    public long Seed { get; set; } = DateTime.Today.DayOfYear;

    public override void OnBook(in BookEvent bookEvent) => Act(Seed);
}
