// Abuses: exception filters run before any finally and before the stack unwinds: between the throw and the engine's undo.
// Harm: the filter sends orders for a callback that has failed already, and answers false; a second set leaves with every failure.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ExceptionFilterRunsFirstAttack;

public sealed class ExceptionFilterRunsFirstStrategy : Attacker
{
    private bool Also(Exception exception)
    {
        Act(exception.Message.Length);
        return false;
    }

    public override void OnBook(in BookEvent bookEvent)
    {
        try
        {
            throw new InvalidOperationException("over");
        }
        catch (Exception exception) when (Also(exception))
        {
            Act(0);
        }
    }
}
