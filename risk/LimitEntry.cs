using System.Runtime.InteropServices;

namespace Strategies.Risk;

/// <summary>One limit in packed form, as records carry it.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct LimitEntry
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
}
