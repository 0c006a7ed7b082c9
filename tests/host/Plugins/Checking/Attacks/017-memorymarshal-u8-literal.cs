// Abuses: the bytes of a u8 literal lie in the loaded image; a reference to them is writable.
// Harm: state in no field at all, shared by all slots of the version; on a read-only page the process dies at once.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.MemorymarshalU8LiteralAttack;

public sealed class MemorymarshalU8LiteralStrategy : Attacker
{
    private static ReadOnlySpan<byte> Cell => "\0\0\0\0\0\0\0\0"u8;

    public override void OnBook(in BookEvent bookEvent)
    {
        ref byte calls = ref MemoryMarshal.GetReference(Cell);
        calls++;
        Act(calls);
    }
}
