namespace Strategies.Ipc.Memory;

/// <summary>What a region holds. The numbers are part of the layout.</summary>
public enum RegionKind : uint
{
    /// <summary>Not a region.</summary>
    None = 0,

    /// <summary>A ring of records from one producer to one consumer.</summary>
    Ring = 1,

    /// <summary>A fixed table of named 64-bit counters.</summary>
    Counters = 2,

    /// <summary>A histogram of latencies.</summary>
    Histogram = 3,

    /// <summary>A process's sign of life.</summary>
    Heartbeat = 4,

    /// <summary>Words that any process of the cell may raise.</summary>
    Flags = 5,
}
