using System.Runtime.InteropServices;

namespace Strategies.Records;

/// <summary>
/// Payload of <see cref="RecordType.SlotPoisoned"/>: while the input <see cref="CauseSequence"/> was applied, this slot's
/// strategy ended the process or never came back. The record stands right behind that input, and whoever runs the input
/// again does so with the slot mute.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct SlotPoisonedPayload
{
    /// <summary>The slot.</summary>
    public int Slot;

    /// <summary>Zero.</summary>
    public int Reserved;

    /// <summary>Number of the input that was being applied.</summary>
    public ulong CauseSequence;

    /// <summary>How the process ended.</summary>
    public Text200 Reason;
}
