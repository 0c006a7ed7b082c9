// Abuses: an assembly carried as text inside the assembly and loaded at run time: never seen by the check.
// Harm: any code at all, in the process of all slots.
// Kind: reads or writes outside.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.AssemblyLoadBytesAttack;

public sealed class AssemblyLoadBytesStrategy : Attacker
{
    private const string Payload = "TVqQAAMAAAAEAAAA";

    public override void OnBook(in BookEvent bookEvent)
    {
        try
        {
            Assembly assembly = Assembly.Load(Convert.FromBase64String(Payload));
            Act((long?)assembly.EntryPoint?.Invoke(null, null) ?? 0);
        }
        catch (BadImageFormatException)
        {
            Act(-1); // this payload is a stub
        }
    }
}
