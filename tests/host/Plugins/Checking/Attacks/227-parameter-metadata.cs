// Abuses: parameters that are legal C#: twice the same name, a name with line breaks, limits that are NaN or the wrong way round, a static one.
// Harm: the loader or the operator's view falls over; a static parameter is set for all slots at once.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ParameterMetadataAttack;

public sealed class ParameterMetadataStrategy : Attacker
{
    [Parameter("size")]
    public long First { get; set; } = 1;

    [Parameter("size", Min = double.NaN, Max = double.NegativeInfinity)]
    public long Second { get; set; } = 2;

    [Parameter("\u001b[2J\r\n", Min = 10, Max = 1, Description = null!)]
    public double Third { get; set; } = double.NaN;

    [Parameter("shared")]
    public static long Fourth { get; set; }

    [Parameter("text")]
    public string? Fifth { get; set; }

    public override void OnBook(in BookEvent bookEvent) => Act(First + Second + Fourth);
}
