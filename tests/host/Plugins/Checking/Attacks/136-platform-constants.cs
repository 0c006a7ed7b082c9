// Abuses: IntPtr.Size, BitConverter.IsLittleEndian, nint overflow, OperatingSystem and RuntimeInformation.
// Harm: decisions by machine, without any input.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.PlatformConstantsAttack;

public sealed class PlatformConstantsStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        nint wide = unchecked((nint)bookEvent.OrderReference * 1_000_003);
        Act(wide + IntPtr.Size + (BitConverter.IsLittleEndian ? 1 : 0) + (OperatingSystem.IsLinux() ? 1 : 0)
            + (int)RuntimeInformation.ProcessArchitecture + Environment.ProcessorCount);
    }
}
