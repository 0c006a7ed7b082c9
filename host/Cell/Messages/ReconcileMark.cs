using System.Runtime.InteropServices;

namespace Strategies.Cell.Messages;

/// <summary>Names a question of the core, so that its answer is not taken for that of an earlier one.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct ReconcileMark
{
    /// <summary>A number that the asking core chooses anew for each question.</summary>
    public ulong Mark;
}
