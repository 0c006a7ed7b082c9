using System.Reflection.Metadata;

namespace Strategies.Plugins.Verifying.Types;

/// <summary>Types of the framework that the verifier knows by name.</summary>
internal static class CoreTypes
{
    private static readonly TypeModule Core = HostModules.Find("System.Private.CoreLib")
        ?? throw new InvalidOperationException("the framework has no System.Private.CoreLib");

    private static readonly Dictionary<PrimitiveTypeCode, NamedType> ByCode = Enum.GetValues<PrimitiveTypeCode>().ToDictionary(
        code => code, code => Named($"System.{code}"));

    internal static readonly NamedType Object = ByCode[PrimitiveTypeCode.Object];
    internal static readonly NamedType String = ByCode[PrimitiveTypeCode.String];
    internal static readonly NamedType Void = ByCode[PrimitiveTypeCode.Void];
    internal static readonly NamedType Int32 = ByCode[PrimitiveTypeCode.Int32];
    internal static readonly NamedType IntPtr = ByCode[PrimitiveTypeCode.IntPtr];
    internal static readonly NamedType ValueType = Named("System.ValueType");
    internal static readonly NamedType Enumeration = Named("System.Enum");
    internal static readonly NamedType Delegate = Named("System.MulticastDelegate");
    internal static readonly NamedType Array = Named("System.Array");
    internal static readonly NamedType Span = Named("System.Span`1");
    internal static readonly NamedType ReadOnlySpan = Named("System.ReadOnlySpan`1");
    internal static readonly NamedType TypeHandle = Named("System.RuntimeTypeHandle");
    internal static readonly NamedType MethodHandle = Named("System.RuntimeMethodHandle");
    internal static readonly NamedType FieldHandle = Named("System.RuntimeFieldHandle");

    /// <summary>The interfaces that every vector has for its elements.</summary>
    internal static readonly IReadOnlyList<DefinedType> OfVectors =
    [
        .. new[] { "IList`1", "ICollection`1", "IEnumerable`1", "IReadOnlyList`1", "IReadOnlyCollection`1" }
            .Select(name => Named($"System.Collections.Generic.{name}").Definition),
    ];

    private static readonly Dictionary<DefinedType, PrimitiveTypeCode> Codes =
        ByCode.ToDictionary(pair => pair.Value.Definition, pair => pair.Key);

    internal static NamedType Of(PrimitiveTypeCode code) =>
        ByCode.TryGetValue(code, out NamedType? type) ? type : throw new BadImageFormatException($"there is no type with the code {code}");

    /// <summary>The code by which signatures name a type; null when they name it in full.</summary>
    internal static PrimitiveTypeCode? CodeOf(DefinedType type) => Codes.TryGetValue(type, out PrimitiveTypeCode code) ? code : null;

    private static NamedType Named(string fullName) => Core.FindType(fullName)?.Plain
        ?? throw new InvalidOperationException($"the framework has no {fullName}");
}
