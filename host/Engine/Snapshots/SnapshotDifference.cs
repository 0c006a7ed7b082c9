using Strategies.Records;

namespace Strategies.Engine.Snapshots;

/// <summary>The first byte in which two engines behind the same record differ.</summary>
/// <param name="Slot">The slot whose it is, from 1; 0 for none's.</param>
/// <param name="PackageHash">The version that runs in it; empty for none.</param>
/// <param name="Part">What differs, in words.</param>
/// <param name="Offset">The first byte that differs, from the part's beginning.</param>
/// <param name="One">The part in the one engine.</param>
/// <param name="Other">The part in the other.</param>
public sealed record SnapshotDifference(int Slot, Hash256 PackageHash, string Part, int Offset, byte[] One, byte[] Other);
