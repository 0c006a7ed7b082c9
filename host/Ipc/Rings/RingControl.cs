using System.Runtime.InteropServices;

namespace Strategies.Ipc.Rings;

/// <summary>What producer and consumer tell each other, behind the region's header.</summary>
[StructLayout(LayoutKind.Explicit, Size = 2 * SequencedPosition.Size)]
public struct RingControl
{
    /// <summary>How far records are published. Written by the producer only.</summary>
    [FieldOffset(0)] public SequencedPosition Cursor;

    /// <summary>The gating sequence: how far the consumer has released. Written by the consumer only.</summary>
    [FieldOffset(SequencedPosition.Size)] public SequencedPosition Gate;
}
