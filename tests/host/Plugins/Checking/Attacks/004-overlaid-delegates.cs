// Abuses: explicit layout over two delegate types; the identity function on long is then called with an object.
// Harm: object addresses become numbers, other ones in every run; the inverse makes references out of numbers (kills the process).
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.OverlaidDelegatesAttack;

public sealed class OverlaidDelegatesStrategy : Attacker
{
    [StructLayout(LayoutKind.Explicit)]
    private struct Cast
    {
        [FieldOffset(0)] public Func<long, long> Number;
        [FieldOffset(0)] public Func<object, long> Address;
    }

    private Cast _cast;

    public override void OnBook(in BookEvent bookEvent)
    {
        _cast.Number = static value => value;
        Act(_cast.Address(this) >> 4);
    }
}
