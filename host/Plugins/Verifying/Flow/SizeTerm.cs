using Strategies.Plugins.Verifying.Types;

namespace Strategies.Plugins.Verifying.Flow;

/// <summary>A number of bytes as the compiler computes it: so many times the size of a type.</summary>
/// <param name="Count">How many, when that is a constant.</param>
/// <param name="CountId">The number that says how many, when it is none; 0 otherwise.</param>
/// <param name="UnitBytes">Bytes of one.</param>
/// <param name="UnitType">Type whose size that is; null when the bytes are known.</param>
internal sealed record SizeTerm(long? Count, int CountId, long UnitBytes, IlType? UnitType)
{
    /// <summary>The bytes, when they are a constant.</summary>
    internal long? Bytes => UnitType is null && Count is { } count && count >= 0 && count <= int.MaxValue ? count * UnitBytes : null;
}
