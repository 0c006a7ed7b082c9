// Abuses: the time of a file that is being written all the time, or of /proc, is a clock.
// Harm: real time, and an access to the disk on the hot thread.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.FileTimeClockAttack;

public sealed class FileTimeClockStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent) => Act(File.GetLastAccessTimeUtc("/proc/self/stat").Ticks);
}
