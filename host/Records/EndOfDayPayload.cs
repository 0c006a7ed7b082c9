using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Strategies.Records;

/// <summary>
/// Payload of <see cref="RecordType.EndOfDay"/>: nothing that the engine does depends on it. A record from before there was
/// one has none, and is read and replayed as ever: a record's length says which it is, its format version is the same.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct EndOfDayPayload
{
    /// <summary>Who ended the day; the driver when its feeds had ended.</summary>
    public Text32 Who;

    /// <summary>Why.</summary>
    public Text200 Reason;

    /// <summary>Whether a payload is as long as one of the two that there are.</summary>
    /// <param name="bytes">Its length.</param>
    public static bool IsLength(int bytes) => bytes == 0 || bytes == Unsafe.SizeOf<EndOfDayPayload>();
}
