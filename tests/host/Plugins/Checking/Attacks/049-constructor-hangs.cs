// Abuses: an endless loop in a field initialiser: it runs when the host makes the instance, before any budget of a callback.
// Harm: the loading or rehearsing thread never comes back.
// Kind: memory/CPU.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ConstructorHangsAttack;

public sealed class ConstructorHangsStrategy : Attacker
{
    private readonly int _steps = Converge(1.0);

    private static int Converge(double x)
    {
        int steps = 0;
        while (x != 0) { x = x > 0.5 ? x * 0.5 : x * 2; steps++; }
        return steps;
    }

    public override void OnBook(in BookEvent bookEvent) => Act(_steps);
}
