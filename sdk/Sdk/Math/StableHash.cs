namespace Strategies.Sdk;

/// <summary>
/// Hash codes that are the same in every process and on every machine, for a <c>GetHashCode</c> of one's own: those that .NET makes of
/// text, of objects and by <c>HashCode</c> have a seed that each process draws anew.
/// </summary>
/// <remarks>
/// FNV-1a of 64 bits (Fowler, Noll, Vo; constants of draft-eastlake-fnv), its halves laid over one another. Not for secrets, and whoever
/// can choose keys can make them collide. Any thread; allocates nothing.
/// </remarks>
public static class StableHash
{
    private const ulong Basis = 14_695_981_039_346_656_037;
    private const ulong Prime = 1_099_511_628_211;
    private const int ByteBits = 8;

    /// <summary>Of text, by its UTF-16 code units: texts that differ in case differ.</summary>
    /// <param name="text">The text; none counts as an empty one.</param>
    public static int Of(string? text) => Of(text.AsSpan());

    /// <summary>Of text, by its UTF-16 code units: texts that differ in case differ.</summary>
    /// <param name="text">The text.</param>
    public static int Of(ReadOnlySpan<char> text)
    {
        ulong hash = Basis;
        foreach (char unit in text)
        {
            hash = (hash ^ unit) * Prime;
        }

        return Fold(hash);
    }

    /// <summary>Of a number.</summary>
    /// <param name="number">The number.</param>
    public static int Of(long number) => Fold(Add(Basis, (ulong)number));

    /// <summary>Of two hash codes or numbers, in this order.</summary>
    /// <param name="first">The first.</param>
    /// <param name="second">The second.</param>
    public static int Combine(long first, long second) => Fold(Add(Add(Basis, (ulong)first), (ulong)second));

    /// <summary>Of hash codes or numbers, in this order.</summary>
    /// <param name="parts">The parts.</param>
    public static int Combine(params ReadOnlySpan<long> parts)
    {
        ulong hash = Basis;
        foreach (long part in parts)
        {
            hash = Add(hash, (ulong)part);
        }

        return Fold(hash);
    }

    private static ulong Add(ulong hash, ulong number)
    {
        for (int shift = 0; shift < sizeof(ulong) * ByteBits; shift += ByteBits)
        {
            hash = (hash ^ ((number >> shift) & byte.MaxValue)) * Prime;
        }

        return hash;
    }

    private static int Fold(ulong hash) => unchecked((int)(hash ^ (hash >> 32)));
}
