using System.Runtime.InteropServices;

namespace Strategies.Records;

/// <summary>Payload of <see cref="RecordType.ParameterSet"/>.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct ParameterSetPayload
{
    /// <summary>The slot.</summary>
    public int Slot;

    /// <summary>What the bits mean; unknown when whoever sets it does not say.</summary>
    public ParameterType Type;

    /// <summary>
    /// The value: the number itself, the raw price or quantity, 0 or 1, or the bits of a double, by the parameter's
    /// type.
    /// </summary>
    public long ValueBits;

    /// <summary>The parameter.</summary>
    public Text32 Name;

    /// <summary>Who set it.</summary>
    public Text32 Who;

    /// <summary>Why.</summary>
    public Text200 Reason;
}
