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

public sealed class CallerInfoStrategy : Attacker
{
    private static long Here([CallerLineNumber] int line = 0, [CallerMemberName] string member = "", [CallerArgumentExpression(nameof(line))] string text = "") =>
        line + member.Length + text.Length;

    public override void OnBook(in BookEvent bookEvent) => Act(Here());
}
