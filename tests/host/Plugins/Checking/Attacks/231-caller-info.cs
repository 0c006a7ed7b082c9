// Abuses: CallerLineNumber, CallerMemberName, CallerFilePath and nameof: look like a stack walk.
// Harm: none: constants of the compiler (the path belongs to the build, and so to the hash of the package).
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.CallerInfoAttack;

public sealed class CallerInfoStrategy : Strategy
{
    private static long Here([CallerLineNumber] int line = 0, [CallerMemberName] string member = "", [CallerArgumentExpression(nameof(line))] string text = "") =>
        line + member.Length + text.Length;

    public override void OnBook(in BookEvent bookEvent) => Act(Here());

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
