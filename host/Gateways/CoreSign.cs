using Strategies.Ipc.Metrics;

namespace Strategies.Gateways;

/// <summary>What the owner of the order session sees of the core at a moment.</summary>
/// <param name="Process">Word of the process that beats; 0 when there is no heartbeat yet.</param>
/// <param name="BeatNs">Its last beat, CLOCK_MONOTONIC, ns.</param>
/// <param name="State">What it says it is at.</param>
/// <param name="IsKilled">True while the cell is killed past the core.</param>
internal readonly record struct CoreSign(ulong Process, long BeatNs, HeartbeatState State, bool IsKilled);
