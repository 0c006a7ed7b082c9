// Abuses: Path is mostly string handling; GetRandomFileName is random, GetTempFileName makes a file, Exists asks the disk.
// Harm: randomness and a write outside, through a class of string helpers.
// Kind: reads or writes outside.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.TempFileNameAttack;

public sealed class TempFileNameStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent) =>
        Act(Path.GetRandomFileName()[0] + (Path.Exists("/tmp/halt") ? 1 : 0));
}
