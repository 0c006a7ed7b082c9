using System.Runtime.InteropServices;

namespace Strategies.Records;

/// <summary>
/// Payload of <see cref="RecordType.ParameterChanged"/>: a parameter of a slot has a new value. When is the record's
/// time.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct ParameterChangedPayload
{
    /// <summary>The slot.</summary>
    public int Slot;

    /// <summary>What the bits mean, as far as the command said.</summary>
    public ParameterType Type;

    /// <summary>1 when the value before is known, 0 when it was the version's default.</summary>
    public int HadOld;

    /// <summary>Zero.</summary>
    public int Reserved;

    /// <summary>The value before; zero when it is not known.</summary>
    public long OldBits;

    /// <summary>The value now.</summary>
    public long NewBits;

    /// <summary>The parameter.</summary>
    public Text32 Name;

    /// <summary>Who set it.</summary>
    public Text32 Who;

    /// <summary>Why.</summary>
    public Text200 Reason;
}
