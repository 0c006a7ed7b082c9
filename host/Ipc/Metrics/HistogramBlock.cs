using System.Runtime.InteropServices;

namespace Strategies.Ipc.Metrics;

/// <summary>What stands before a histogram's buckets, behind the region's header.</summary>
[StructLayout(LayoutKind.Explicit, Size = Size)]
public struct HistogramBlock
{
    /// <summary>Bytes that it takes; the buckets, 64 bits each, follow.</summary>
    public const int Size = 128;

    /// <summary>The largest value so far, exactly, be it out of range.</summary>
    [FieldOffset(0)] public long Max;

    /// <summary>How many values lay outside of 0 to <see cref="HistogramLayout.ValueMax"/>.</summary>
    [FieldOffset(8)] public long Clamped;
}
