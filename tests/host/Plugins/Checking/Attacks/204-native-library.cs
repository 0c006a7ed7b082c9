// Abuses: NativeLibrary finds a C function, Marshal makes a delegate of it: no DllImport in the metadata.
// Harm: calls any native function.
// Kind: reads or writes outside.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.NativeLibraryAttack;

public sealed class NativeLibraryStrategy : Attacker
{
    private delegate int Rand();

    private readonly Rand _rand =
        Marshal.GetDelegateForFunctionPointer<Rand>(NativeLibrary.GetExport(NativeLibrary.Load("libc.so.6"), "rand"));

    public override void OnBook(in BookEvent bookEvent) => Act(_rand());
}
