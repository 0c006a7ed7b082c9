using System.Runtime.InteropServices;
using Strategies.Risk;

namespace Strategies.Records;

/// <summary>
/// Payload of <see cref="RecordType.LimitChanged"/>: a limit was changed during the day. When is the record's time.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct LimitChangedPayload
{
    /// <summary>What is limited.</summary>
    public RiskControl Control;

    /// <summary>At which scope.</summary>
    public RiskScope Scope;

    /// <summary>1 when this very limit was set before, 0 when there was none.</summary>
    public ushort HadOld;

    /// <summary>Number of the slot or account; zero for the firm and for the order scope.</summary>
    public int ScopeId;

    /// <summary>The instrument it holds for; zero for all.</summary>
    public int Instrument;

    /// <summary>Zero.</summary>
    public int Reserved;

    /// <summary>The limit before, in the control's unit; zero when there was none.</summary>
    public long OldValue;

    /// <summary>The limit now, in the control's unit.</summary>
    public long NewValue;

    /// <summary>Who changed it.</summary>
    public Text32 Who;

    /// <summary>Why.</summary>
    public Text200 Reason;
}
