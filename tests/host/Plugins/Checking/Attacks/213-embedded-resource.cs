// Abuses: resources of the assembly through reflection; ResourceManager looks for satellite assemblies by culture on the disk.
// Harm: leads to Assembly and all of reflection; what it finds depends on culture and folder. (Read-only own data alone would be harmless.)
// Kind: reads or writes outside.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Resources;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.EmbeddedResourceAttack;

public sealed class EmbeddedResourceStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        using Stream? stream = typeof(EmbeddedResourceStrategy).Assembly.GetManifestResourceStream("table");
        Act((stream?.Length ?? 0) + typeof(EmbeddedResourceStrategy).Assembly.Location.Length);
        try
        {
            Act(new ResourceManager(typeof(EmbeddedResourceStrategy)).GetString("x")?.Length ?? 0);
        }
        catch (MissingManifestResourceException)
        {
            Act(0);
        }
    }
}
