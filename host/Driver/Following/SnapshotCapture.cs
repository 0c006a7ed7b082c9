using Strategies.Journal.Snapshots;

namespace Strategies.Driver.Following;

/// <summary>A state in memory that is to become a snapshot.</summary>
/// <param name="Info">What it is of; its digest is filled in when it is written.</param>
/// <param name="Payload">The state, valid until the stream that it lies in is used again.</param>
public readonly record struct SnapshotCapture(SnapshotInfo Info, ReadOnlyMemory<byte> Payload);
