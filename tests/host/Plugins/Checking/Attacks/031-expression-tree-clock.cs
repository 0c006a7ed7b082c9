// Abuses: a lambda as an expression tree: the compiler emits tokens and a tree, never a call.
// Harm: reads the clock.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Linq.Expressions;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ExpressionTreeClockAttack;

public sealed class ExpressionTreeClockStrategy : Attacker
{
    private readonly Func<long> _clock = ((Expression<Func<long>>)(() => DateTime.UtcNow.Ticks)).Compile();

    public override void OnBook(in BookEvent bookEvent) => Act(_clock());
}
