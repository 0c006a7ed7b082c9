namespace Strategies.Gateways;

/// <summary>Which core asked about its orders, and when.</summary>
/// <param name="Process">Word of the process that beat then; 0 when there was no heartbeat yet.</param>
/// <param name="Blocks">How often new orders had been blocked by then.</param>
internal readonly record struct AskingCore(ulong Process, long Blocks);
