namespace Strategies.Swaps.Versions;

/// <summary>Which version is to be generated.</summary>
/// <param name="Number">Its number, from 0; every number is another program that behaves the same.</param>
/// <param name="StateBytes">
/// Bytes of state that it saves in schema 1: 64 or more, a multiple of 8. Schema 2 has 20 more.
/// </param>
/// <param name="Defect">What is wrong with it on purpose.</param>
public sealed record VersionOptions(int Number, int StateBytes, VersionDefect Defect = VersionDefect.None)
{
    /// <summary>Bytes of schema 1 besides the block's words.</summary>
    public const int FixedBytes = 56;

    /// <summary>Words of the block.</summary>
    public int Words => (StateBytes - FixedBytes) / sizeof(ulong);

    /// <summary>The schema that it writes: 1 for even numbers, 2 for odd ones; it restores both.</summary>
    public int SchemaVersion => (Number % 2) + 1;

    /// <exception cref="ArgumentOutOfRangeException">The size or the number cannot be had.</exception>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Number);
        ArgumentOutOfRangeException.ThrowIfLessThan(StateBytes, FixedBytes + sizeof(ulong));
        ArgumentOutOfRangeException.ThrowIfNotEqual(StateBytes % sizeof(ulong), 0, nameof(StateBytes));
    }
}
