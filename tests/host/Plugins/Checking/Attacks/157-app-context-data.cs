// Abuses: AppContext.SetData and SetSwitch, AppDomain data and environment variables: dictionaries of the process.
// Harm: a channel between slots, and switches that change how the base library behaves for the host.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.AppContextDataAttack;

public sealed class AppContextDataStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        long calls = AppContext.GetData("calls") as long? ?? 0;
        AppContext.SetData("calls", calls + 1);
        AppContext.SetSwitch("System.Globalization.EnforceLegacyJapaneseDateParsing", true);
        Environment.SetEnvironmentVariable("TZ", "Asia/Tokyo");
        Act(calls);
    }
}
