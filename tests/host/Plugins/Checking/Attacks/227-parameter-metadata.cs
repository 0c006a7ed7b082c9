// Abuses: parameters that are legal C#: twice the same name, a name with line breaks, limits that are NaN or the wrong way round, a static one.
// Harm: the loader or the operator's view falls over; a static parameter is set for all slots at once.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ParameterMetadataAttack;

public sealed class ParameterMetadataStrategy : Strategy
{
    [Parameter("size")]
    public long First { get; set; } = 1;

    [Parameter("size", Min = double.NaN, Max = double.NegativeInfinity)]
    public long Second { get; set; } = 2;

    [Parameter("\u001b[2J\r\n", Min = 10, Max = 1, Description = null!)]
    public double Third { get; set; } = double.NaN;

    [Parameter("shared")]
    public static long Fourth { get; set; }

    [Parameter("text")]
    public string? Fifth { get; set; }

    public override void OnBook(in BookEvent bookEvent) => Act(First + Second + Fourth);

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
