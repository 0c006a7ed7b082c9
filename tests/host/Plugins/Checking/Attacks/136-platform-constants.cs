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

public sealed class PlatformConstantsStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent)
    {
        nint wide = unchecked((nint)bookEvent.OrderReference * 1_000_003);
        Act(wide + IntPtr.Size + (BitConverter.IsLittleEndian ? 1 : 0) + (OperatingSystem.IsLinux() ? 1 : 0)
            + (int)RuntimeInformation.ProcessArchitecture + Environment.ProcessorCount);
    }

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
