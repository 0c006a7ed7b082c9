// Abuses: the text of a caught exception's stack trace.
// Harm: inlining, tiering and the host's frames are in it: other text, other length, in another process.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ExceptionStackTraceAttack;

public sealed class ExceptionStackTraceStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        try
        {
            _ = Context.Instrument(new InstrumentId(int.MaxValue));
        }
        catch (Exception exception)
        {
            Act(exception.StackTrace?.Length ?? 0);
        }
    }
}
