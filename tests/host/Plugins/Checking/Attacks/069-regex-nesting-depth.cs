// Abuses: a caught InsufficientExecutionStackException from a library that guards itself (a deeply nested Regex).
// Harm: the same as asking for the stack, without the helper's name.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.RegexNestingDepthAttack;

public sealed class RegexNestingDepthStrategy : Attacker
{
    private int _depth = 500;

    public override void OnBook(in BookEvent bookEvent)
    {
        try
        {
            _ = new Regex(new string('(', _depth) + "a" + new string(')', _depth));
            _depth += 500;
        }
        catch (InsufficientExecutionStackException)
        {
            Act(_depth);
        }
    }
}
