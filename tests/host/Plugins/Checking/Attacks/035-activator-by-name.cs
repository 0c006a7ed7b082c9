// Abuses: Type.GetType and Activator with a name from a parameterless string; the object is used through an own base-class view.
// Harm: makes a random generator that the references of the assembly do not show.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ActivatorByNameAttack;

public sealed class ActivatorByNameStrategy : Attacker
{
    private readonly object _random = Activator.CreateInstance(Type.GetType(new string("modnaR.metsyS".Reverse().ToArray()))!)!;

    public override void OnBook(in BookEvent bookEvent) =>
        Act((int)_random.GetType().GetMethod("Next", Type.EmptyTypes)!.Invoke(_random, null)!);
}
