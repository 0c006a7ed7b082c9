using System.Runtime.InteropServices;

namespace Strategies.Records;

/// <summary>
/// Payload of <see cref="RecordType.BehaviourSet"/>: from the next input on the engine does what has this number. A day
/// without such a record is of the first one.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct BehaviourSetPayload
{
    /// <summary>The number, see <see cref="EngineBehaviour"/>.</summary>
    public int Behaviour;

    /// <summary>Zero.</summary>
    public int Reserved;

    /// <summary>Who asked for it.</summary>
    public Text32 Who;

    /// <summary>Why.</summary>
    public Text200 Reason;
}
