using System.Runtime.InteropServices;
using Strategies.Risk;

namespace Strategies.Records;

/// <summary>
/// Payload of <see cref="RecordType.Flatten"/>: a slot, or every slot of an account, stops, cancels its working orders and
/// closes its positions.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct FlattenPayload
{
    /// <summary>Largest number of <see cref="Ticks"/>.</summary>
    public const int TicksMax = 1_000;

    /// <summary>Strategy or account.</summary>
    public RiskScope Scope;

    /// <summary>Number of the slot or account.</summary>
    public int ScopeId;

    /// <summary>
    /// How many ticks behind the far side's best price a closing order may still trade, 0 to <see cref="TicksMax"/>.
    /// </summary>
    public int Ticks;

    /// <summary>Zero.</summary>
    public int Reserved;

    /// <summary>Who asked.</summary>
    public Text32 Who;

    /// <summary>Why.</summary>
    public Text200 Reason;
}
