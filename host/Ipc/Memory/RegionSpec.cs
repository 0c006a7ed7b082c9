namespace Strategies.Ipc.Memory;

/// <summary>What a region is to be, and must be when it is taken over.</summary>
/// <param name="Location">Where it lies.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Bytes">Bytes of the whole file, header included.</param>
/// <param name="Parameter0">As <see cref="RegionHeader.Parameter0"/>.</param>
/// <param name="Parameter1">As <see cref="RegionHeader.Parameter1"/>.</param>
public sealed record RegionSpec(
    RegionLocation Location, RegionKind Kind, long Bytes, ulong Parameter0 = 0, ulong Parameter1 = 0);
