using System.Runtime.InteropServices;
using Strategies.Risk;

namespace Strategies.Records;

/// <summary>Payload of <see cref="RecordType.KillSwitch"/>.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct KillSwitchPayload
{
    /// <summary>Instrument (order scope), strategy, account or firm.</summary>
    public RiskScope Scope;

    /// <summary>Number of the instrument, slot or account; zero for the firm.</summary>
    public int ScopeId;

    /// <summary>1 to stop and cancel, 0 to release.</summary>
    public int IsSet;

    /// <summary>Zero.</summary>
    public int Reserved;

    /// <summary>Who did it.</summary>
    public Text32 Who;

    /// <summary>Why.</summary>
    public Text200 Reason;
}
