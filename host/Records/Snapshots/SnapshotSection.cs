namespace Strategies.Records.Snapshots;

/// <summary>The parts of a snapshot, in their order. Each begins with its number, so that a misfit is named where it is.</summary>
public enum SnapshotSection
{
    Shape = 0x5348_0001,
    Clock = 0x5348_0002,
    Universe = 0x5348_0003,
    Slots = 0x5348_0004,
    Books = 0x5348_0005,
    Decoders = 0x5348_0006,
    Orders = 0x5348_0007,
    Positions = 0x5348_0008,
    Gate = 0x5348_0009,
    Flattens = 0x5348_000C,
    Strategies = 0x5348_000A,
    End = 0x5348_000B,
}
