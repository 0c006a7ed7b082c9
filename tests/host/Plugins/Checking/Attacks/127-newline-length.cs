// Abuses: StringBuilder.AppendLine and Environment.NewLine: two characters on one system, one on the other.
// Harm: a text length becomes a number of the strategy. (A right check may allow AppendLine when only one system is supported.)
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.NewlineLengthAttack;

public sealed class NewlineLengthStrategy : Attacker
{
    private readonly StringBuilder _text = new(256);

    public override void OnBook(in BookEvent bookEvent)
    {
        _text.Clear().AppendLine("book").AppendLine();
        Act(_text.Length + Environment.NewLine.Length);
    }
}
