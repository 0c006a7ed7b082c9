// Abuses: a struct of 16 inline arrays of 512 KB as a local: no stackalloc, no loop, no recursion.
// Harm: the prolog of the method overflows the stack as soon as it is called.
// Kind: hurts another slot or the process.
#pragma warning disable CS0649 // fields that are only written from elsewhere
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.GiantLocalAttack;

public sealed class GiantLocalStrategy : Attacker
{
    [InlineArray(65_536)]
    private struct Row
    {
        private long _first;
    }

    private struct Cube
    {
        public Row A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Sum(int at)
    {
        Cube cube = default;
        cube.A[at] = cube.P[at + 1] = at;
        return cube.A[1] + cube.P[at];
    }

    public override void OnBook(in BookEvent bookEvent) => Act(Sum(3));
}
