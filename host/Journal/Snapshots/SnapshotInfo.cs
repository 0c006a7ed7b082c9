using Strategies.Records;

namespace Strategies.Journal.Snapshots;

/// <summary>What a snapshot says about itself: whose state it is, at which input, and on what it was taken.</summary>
public sealed record SnapshotInfo
{
    /// <summary>The cell, 0 to 4095.</summary>
    public required ushort Cell { get; init; }

    /// <summary>The leader's term in which it was taken, from 1.</summary>
    public required uint Epoch { get; init; }

    /// <summary>Number of the last input that the state has seen, from 1.</summary>
    public required ulong Sequence { get; init; }

    /// <summary>The engine's time after that input, ns since 1970-01-01 UTC.</summary>
    public required long EngineTimeNs { get; init; }

    /// <summary>Names the journal.</summary>
    public required Guid JournalId { get; init; }

    /// <summary>
    /// <see cref="RecordHeader.Crc32C"/> of the input at <see cref="Sequence"/> as it stands in the journal: ties the
    /// snapshot to this history.
    /// </summary>
    public required uint RecordCrc32C { get; init; }

    /// <summary>Digest of the state, by which the engine that loads it can prove that it has the same.</summary>
    public required ulong StateDigest { get; init; }

    /// <summary>How far each source had been heard; at most <see cref="SnapshotHeader.SourcesMax"/>.</summary>
    public required IReadOnlyList<SourcePosition> Sources { get; init; }

    /// <summary>On what the engine ran that took it.</summary>
    public required EnvironmentInfo Environment { get; init; }

    /// <summary>Bytes of the state. Filled in by <see cref="SnapshotStore.Write"/>.</summary>
    public long PayloadBytes { get; init; }

    /// <summary>SHA-256 of the state. Filled in by <see cref="SnapshotStore.Write"/>.</summary>
    public Hash256 PayloadHash { get; init; }
}
