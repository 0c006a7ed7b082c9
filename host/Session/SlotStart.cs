using Strategies.Records;

namespace Strategies.Session;

/// <summary>What a slot begins the day with.</summary>
/// <param name="Slot">Its number.</param>
/// <param name="PackageHash">The first version.</param>
/// <param name="Parameters">Values that the plan sets.</param>
public sealed record SlotStart(int Slot, Hash256 PackageHash, IReadOnlyList<ParameterSetPayload> Parameters);
