using System.Runtime.InteropServices;
using Strategies.Risk;

namespace Strategies.Records;

/// <summary>
/// Payload of <see cref="RecordType.LimitSet"/>: one limit changes. It holds from the next check on, also when it is
/// below what is held or works already; nothing is canceled for it.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct LimitSetPayload
{
    /// <summary>What is limited.</summary>
    public RiskControl Control;

    /// <summary>At which scope.</summary>
    public RiskScope Scope;

    /// <summary>Zero.</summary>
    public ushort Reserved;

    /// <summary>Number of the slot or account; zero for the firm and for the order scope.</summary>
    public int ScopeId;

    /// <summary>The instrument it holds for; zero for all.</summary>
    public int Instrument;

    /// <summary>Zero.</summary>
    public int Reserved1;

    /// <summary>The limit in the control's unit.</summary>
    public long Value;

    /// <summary>Who set it.</summary>
    public Text32 Who;

    /// <summary>Why.</summary>
    public Text200 Reason;
}
