using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Strategies.Journal.Describe;

/// <summary>
/// A payload of fixed size: which struct it is and how to read one. Uses reflection: not for the hot path.
/// </summary>
public sealed class PayloadType
{
    private readonly Func<byte[], object> _read;

    private PayloadType(Type type, int size, Func<byte[], object> read)
    {
        Type = type;
        Size = size;
        _read = read;
        FieldInfo[] fields = type.GetFields(BindingFlags.Public | BindingFlags.Instance);
        Fields = [.. fields.OrderBy(field => field.MetadataToken)];
    }

    /// <summary>The struct.</summary>
    public Type Type { get; }

    /// <summary>Its bytes.</summary>
    public int Size { get; }

    /// <summary>Its fields in the order in which they are declared.</summary>
    public IReadOnlyList<FieldInfo> Fields { get; }

    /// <summary>Describes a struct.</summary>
    public static PayloadType Of<T>()
        where T : unmanaged => new(typeof(T), Unsafe.SizeOf<T>(), bytes => MemoryMarshal.Read<T>(bytes));

    /// <summary>Reads one.</summary>
    /// <param name="payload">At least <see cref="Size"/> bytes.</param>
    /// <returns>The struct, boxed.</returns>
    public object Read(ReadOnlySpan<byte> payload) => _read(payload[..Size].ToArray());
}
