// Abuses: Exception.ToString through object.ToString: no stack-trace member is named.
// Harm: frames of the host and of the JIT get into the number.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ExceptionToStringAttack;

public sealed class ExceptionToStringStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        object caught = "";
        try
        {
            _ = Context.Book(new InstrumentId(-1));
        }
        catch (ArgumentOutOfRangeException exception)
        {
            caught = exception;
        }

        Act(caught.ToString()!.Length);
    }
}
