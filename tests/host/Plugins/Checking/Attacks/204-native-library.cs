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

public sealed class NativeLibraryStrategy : Strategy
{
    private delegate int Rand();

    private readonly Rand _rand =
        Marshal.GetDelegateForFunctionPointer<Rand>(NativeLibrary.GetExport(NativeLibrary.Load("libc.so.6"), "rand"));

    public override void OnBook(in BookEvent bookEvent) => Act(_rand());

    public override void OnStart() => Context.Subscribe(new InstrumentId(1));

    private long _n;

    private void Act(long leak)
    {
        _n = _n * 31 + leak;
        Price bid = Context.Book(new InstrumentId(1)).BestBid.Price;
        if ((_n & 1) == 0 && bid.Raw > 0)
        {
            Context.Send(NewOrder.Limit(new InstrumentId(1), Side.Buy, bid, 100, tag: _n & 0xFF));
        }
    }

    public override void Save(ref StateWriter writer) => writer.Write(_n);

    public override void Restore(ref StateReader reader) => _n = reader.ReadInt64();
}
