// Abuses: AsQueryable: ordinary LINQ syntax, but lambdas become expression trees that are compiled at run time, with each query.
// Harm: dynamic code and megabytes of garbage on the hot thread.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.QueryableAttack;

public sealed class QueryableStrategy : Attacker
{
    private readonly List<long> _sizes = [100, 200, 300];

    public override void OnBook(in BookEvent bookEvent)
    {
        long least = bookEvent.Quantity.Raw;
        Act(_sizes.AsQueryable().Where(size => size > least).OrderBy(size => -size).FirstOrDefault());
    }
}
