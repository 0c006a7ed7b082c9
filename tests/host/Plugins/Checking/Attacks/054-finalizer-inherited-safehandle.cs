// Abuses: no finalizer in this assembly: SafeHandle has one and calls ReleaseHandle, an ordinary override.
// Harm: strategy code on the finalizer thread, which then never ends: nothing in the process is finalized any more.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.FinalizerInheritedSafehandleAttack;

public sealed class FinalizerInheritedSafehandleStrategy : Attacker
{
    private sealed class Slot : SafeHandle
    {
        public Slot() : base(0, ownsHandle: true) => SetHandle(1);

        public override bool IsInvalid => handle == 0;

        protected override bool ReleaseHandle()
        {
            while (handle != 0) { }
            return true;
        }
    }

    private Slot? _slot;

    public override void OnBook(in BookEvent bookEvent)
    {
        _slot = new Slot();
        Act(_slot.IsInvalid ? 1 : 2);
    }
}
