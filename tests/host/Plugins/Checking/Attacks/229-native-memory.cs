// Abuses: NativeMemory: malloc without Marshal.
// Harm: memory that no collector and no limit of the heap sees, uninitialised.
// Build with: -p:AllowUnsafeBlocks=true
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.NativeMemoryAttack;

public sealed unsafe class NativeMemoryStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        long* block = (long*)NativeMemory.Alloc(1 << 20);
        Act(block[100]);
    }
}
