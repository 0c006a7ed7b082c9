// Abuses: an object reference over a long: valid C#, but the runtime throws TypeLoadException when the type is first used.
// Harm: a check or preparer that is not ready for it dies in the middle of a load, or the slot dies on the hot thread.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.OverlapObjectWithLongAttack;

public sealed class OverlapObjectWithLongStrategy : Attacker
{
    [StructLayout(LayoutKind.Explicit)]
    private struct Broken
    {
        [FieldOffset(0)] public object? Reference;
        [FieldOffset(0)] public long Address;
    }

    public override void OnBook(in BookEvent bookEvent) => Act(Read());

    private long Read()
    {
        Broken broken = default;
        broken.Reference = this;
        return broken.Address;
    }
}
