// Abuses: an honest habit: parameters from a CSV file beside the assembly, read in the constructor.
// Harm: the file is in no package and no journal: a replay reads another one. Parameters belong into the plan.
// Kind: reads or writes outside.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ConfigFileAttack;

public sealed class ConfigFileStrategy : Attacker
{
    private readonly Dictionary<string, long> _sizes = [];

    public ConfigFileStrategy()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "sizes.csv");
        foreach (string line in File.Exists(path) ? File.ReadAllLines(path) : [])
        {
            string[] parts = line.Split(',');
            _sizes[parts[0]] = long.Parse(parts[1]);
        }
    }

    public override void OnBook(in BookEvent bookEvent) =>
        Act(_sizes.GetValueOrDefault(Context.Instrument(bookEvent.Instrument).Symbol, 100));
}
