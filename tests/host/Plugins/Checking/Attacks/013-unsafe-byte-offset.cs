// Abuses: Unsafe.ByteOffset and Unsafe.IsAddressLessThan compare addresses without ever being one themselves.
// Harm: where the collector put two objects decides which side is bought.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.UnsafeByteOffsetAttack;

public sealed class UnsafeByteOffsetStrategy : Attacker
{
    private readonly long[] _left = new long[1];
    private readonly long[] _right = new long[1];

    public override void OnBook(in BookEvent bookEvent) =>
        Act(Unsafe.IsAddressLessThan(ref _left[0], ref _right[0]) ? 1 : Unsafe.ByteOffset(ref _left[0], ref _right[0]));
}
