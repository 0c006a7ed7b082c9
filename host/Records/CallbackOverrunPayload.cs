using System.Runtime.InteropServices;

namespace Strategies.Records;

/// <summary>
/// Payload of <see cref="RecordType.CallbackOverrun"/>: a callback took more time or memory than its slot may, as the
/// driver measured it.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct CallbackOverrunPayload
{
    /// <summary>The slot.</summary>
    public int Slot;

    /// <summary>Time or memory.</summary>
    public OverrunKind Kind;

    /// <summary>Which callback.</summary>
    public StrategyCall Call;

    /// <summary>What is to be done.</summary>
    public OverrunAction Action;

    /// <summary>What was measured: ns or bytes, by <see cref="Kind"/>.</summary>
    public long Measured;

    /// <summary>The slot's budget in the same unit.</summary>
    public long Budget;

    /// <summary>Number of the input whose callback it was.</summary>
    public ulong CauseSequence;

    /// <summary>
    /// Overruns of this slot and kind that this record stands for: itself, and those that were only counted since the
    /// one before.
    /// </summary>
    public long Count;
}
