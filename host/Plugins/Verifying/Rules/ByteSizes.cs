using System.Reflection;
using System.Reflection.Metadata;
using Strategies.Plugins.Verifying.Types;

namespace Strategies.Plugins.Verifying.Rules;

/// <summary>Sizes of types that are the same everywhere.</summary>
internal static class ByteSizes
{
    private const int DepthMax = 50;

    /// <summary>Bytes of a number or an enumeration; null for other types.</summary>
    internal static long? OfNumber(IlType type)
    {
        if (type is not NamedType named)
        {
            return null;
        }

        if (named.Definition.IsEnum)
        {
            return named.Definition.FirstField is NamedType { Definition.IsEnum: false } underlying ? OfNumber(underlying) : null;
        }

        return CoreTypes.CodeOf(named.Definition) switch
        {
            PrimitiveTypeCode.Boolean or PrimitiveTypeCode.SByte or PrimitiveTypeCode.Byte => 1,
            PrimitiveTypeCode.Char or PrimitiveTypeCode.Int16 or PrimitiveTypeCode.UInt16 => 2,
            PrimitiveTypeCode.Int32 or PrimitiveTypeCode.UInt32 or PrimitiveTypeCode.Single => 4,
            PrimitiveTypeCode.Int64 or PrimitiveTypeCode.UInt64 or PrimitiveTypeCode.Double => 8,
            _ => null,
        };
    }

    /// <summary>Bytes of a type where the compiler computes with a constant; null where it leaves that to the runtime.</summary>
    internal static long? Of(IlType type) => OfNumber(type) ?? (type is NamedType { Definition.FullName: "System.Decimal" }
        ? sizeof(decimal) : null);

    /// <summary>Bytes of constant data in the assembly's file.</summary>
    internal static long? OfData(FieldUse field)
    {
        if (OfNumber(field.Type) is { } bytes)
        {
            return bytes;
        }

        if (field.Type is not NamedType { Definition: { IsValueType: true } type })
        {
            return null;
        }

        TypeLayout layout = type.Definition.GetLayout();
        return layout.IsDefault || layout.Size <= 0 ? null : layout.Size;
    }

    /// <summary>True for a type whose values hold no references.</summary>
    internal static bool IsUnmanaged(IlType type, int depth = 0) => type switch
    {
        TypeParameter => true,
        NamedType { Definition.IsValueType: true } named => OfNumber(type) is not null || CoreTypes.CodeOf(named.Definition) is not null
            || depth < DepthMax && named.Definition.Definition.GetFields().Select(named.Definition.Module.Metadata.GetFieldDefinition)
                .Where(field => (field.Attributes & FieldAttributes.Static) == 0)
                .All(field => IsUnmanaged(
                    field.DecodeSignature(named.Definition.Module.Decoder, null).Plain.Substitute(named.Arguments, null), depth + 1)),
        _ => false,
    };
}
