using Strategies.Ipc.Memory;

namespace Strategies.Ipc.Metrics;

/// <summary>
/// Where things lie in a region of named words: names of <see cref="RegionHeader.NameBytes"/> bytes behind the
/// header, then, from a multiple of 128, the words.
/// </summary>
public static class WordTableLayout
{
    /// <summary>Most words in a table.</summary>
    public const int CountMax = 4096;

    /// <summary>Distance of words that each have a cache line, and the one fetched beside it, to themselves.</summary>
    public const int PaddedStride = 128;

    /// <summary>Distance of words that lie side by side.</summary>
    public const int PackedStride = sizeof(long);

    /// <summary>Offset of the first word in the file.</summary>
    /// <param name="count">Words in the table.</param>
    public static int ValuesOffset(int count) =>
        (RegionHeader.Size + (count * RegionHeader.NameBytes) + PaddedStride - 1) & -PaddedStride;

    /// <summary>Bytes of the file.</summary>
    /// <param name="count">Words in the table.</param>
    /// <param name="stride">Their distance.</param>
    public static long RegionBytes(int count, int stride) => ValuesOffset(count) + ((long)count * stride);
}
