// Abuses: the timeout of a regular expression: whether it is hit depends on the machine's speed.
// Harm: a clock in a catch block; and a compiled Regex emits code at run time.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.RegexTimeoutClockAttack;

public sealed class RegexTimeoutClockStrategy : Attacker
{
    private readonly Regex _slow = new("^(a+)+$", RegexOptions.Compiled, TimeSpan.FromMilliseconds(1));
    private readonly string _text = new string('a', 22) + "!";

    public override void OnBook(in BookEvent bookEvent)
    {
        try
        {
            Act(_slow.IsMatch(_text) ? 1 : 2);
        }
        catch (RegexMatchTimeoutException)
        {
            Act(3);
        }
    }
}
