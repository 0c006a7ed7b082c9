// Abuses: the forbidden type appears only as a type argument of an own generic class with a new() constraint.
// Harm: `new T()` makes a System.Random; its virtual GetHashCode and a covariant view make it usable.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.GenericMathRandomTypeArgumentAttack;

public sealed class GenericMathRandomTypeArgumentStrategy : Attacker
{
    private sealed class Source<T> where T : class, new()
    {
        private readonly List<T> _made = [];

        public long Next()
        {
            _made.Clear();
            _made.Add(new T());
            return _made[0].GetHashCode();
        }
    }

    private readonly Source<Random> _source = new();

    public override void OnBook(in BookEvent bookEvent) => Act(_source.Next());
}
