using System.Reflection.Metadata;

namespace Strategies.Plugins.Reaching;

/// <summary>What of one assembly can be reached.</summary>
internal sealed class ImageReach
{
    private readonly bool _isWhole;
    private readonly HashSet<MethodDefinitionHandle> _methods = [];
    private readonly HashSet<TypeDefinitionHandle> _types = [];
    private readonly HashSet<FieldDefinitionHandle> _fields = [];

    private readonly HashSet<FieldDefinitionHandle> _read = [];

    private ImageReach(bool isWhole) => _isWhole = isWhole;

    /// <summary>Of an assembly all of which counts as reached.</summary>
    internal static ImageReach Whole { get; } = new(isWhole: true);

    /// <summary>True when all of it counts as reached.</summary>
    internal bool IsWhole => _isWhole;

    /// <summary>Of an assembly of which nothing is known yet.</summary>
    internal static ImageReach Empty() => new(isWhole: false);

    internal bool Has(MethodDefinitionHandle method) => _isWhole || _methods.Contains(method);

    /// <summary>True for a type that something reached names.</summary>
    internal bool Has(TypeDefinitionHandle type) => _isWhole || _types.Contains(type);

    /// <summary>True for a field that a reached method names: nothing else comes to a field.</summary>
    internal bool Has(FieldDefinitionHandle field) => _isWhole || _fields.Contains(field);

    /// <summary>True for a field that a reached method does more with than store into it.</summary>
    internal bool IsRead(FieldDefinitionHandle field) => _isWhole || _read.Contains(field);

    internal bool AddRead(FieldDefinitionHandle field) => _read.Add(field);

    internal bool Add(MethodDefinitionHandle method) => _methods.Add(method);

    internal bool Add(TypeDefinitionHandle type) => _types.Add(type);

    internal bool Add(FieldDefinitionHandle field) => _fields.Add(field);
}
