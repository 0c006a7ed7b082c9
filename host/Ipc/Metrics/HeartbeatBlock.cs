using System.Runtime.InteropServices;

namespace Strategies.Ipc.Metrics;

/// <summary>A heartbeat as it lies behind the region's header. Each word is whole by itself.</summary>
[StructLayout(LayoutKind.Explicit, Size = Size)]
public struct HeartbeatBlock
{
    /// <summary>Bytes that it takes.</summary>
    public const int Size = 128;

    /// <summary>The last beat in nanoseconds of CLOCK_MONOTONIC; stored last.</summary>
    [FieldOffset(0)] public long BeatNs;

    /// <summary>How many beats this process has given.</summary>
    [FieldOffset(8)] public ulong Beats;

    /// <summary>The process: number and start time in one word.</summary>
    [FieldOffset(16)] public ulong Process;

    /// <summary>A <see cref="HeartbeatState"/>.</summary>
    [FieldOffset(24)] public uint State;

    /// <summary>A <see cref="ProcessDoors"/>.</summary>
    [FieldOffset(28)] public uint Doors;
}
