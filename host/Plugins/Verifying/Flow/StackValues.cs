using System.Reflection.Metadata;
using Strategies.Plugins.Verifying.Types;

namespace Strategies.Plugins.Verifying.Flow;

/// <summary>How values of a type stand on the stack.</summary>
internal static class StackValues
{
    /// <summary>A value of a type, of which no more is known.</summary>
    /// <exception cref="UnverifiableException">No value of the type may stand there.</exception>
    internal static StackValue Of(IlType type, CodeBody body) => type switch
    {
        ReferenceTo { Element: not (ReferenceTo or UnsafePointer) } reference => new(StackKind.Reference, reference.Element.Plain),
        ArrayOf or BoxedType => new(StackKind.Object, type),
        TypeParameter => new(StackKind.Value, type),
        NamedType named => OfNamed(named),
        ModifiedType modified => Of(modified.Plain, body),
        _ => throw new UnverifiableException($"a value of type {type}: a pointer may point anywhere"),
    };

    private static StackValue OfNamed(NamedType type)
    {
        if (type.Definition.ParameterCount != type.Arguments.Count)
        {
            throw new UnverifiableException($"{type} without its type arguments");
        }

        if (type.Definition.IsEnum)
        {
            return type.Definition.FirstField is NamedType underlying && CoreTypes.CodeOf(underlying.Definition) is { } inner
                && ByCode(inner, type) is { } value
                && value.Kind is StackKind.Int32 or StackKind.Int64 or StackKind.NativeInt
                ? value : throw new UnverifiableException($"{type} is an enumeration of no number");
        }

        return (CoreTypes.CodeOf(type.Definition) is { } code ? ByCode(code, type) : null)
            ?? new(type.Definition.IsValueType ? StackKind.Value : StackKind.Object, type);
    }

    private static StackValue? ByCode(PrimitiveTypeCode code, NamedType type) => code switch
    {
        PrimitiveTypeCode.Boolean or PrimitiveTypeCode.Char or PrimitiveTypeCode.SByte or PrimitiveTypeCode.Byte or PrimitiveTypeCode.Int16
            or PrimitiveTypeCode.UInt16 or PrimitiveTypeCode.Int32 or PrimitiveTypeCode.UInt32 => StackValue.Int32,
        PrimitiveTypeCode.Int64 or PrimitiveTypeCode.UInt64 => Int64,
        PrimitiveTypeCode.IntPtr or PrimitiveTypeCode.UIntPtr => StackValue.NativeInt,
        PrimitiveTypeCode.Single or PrimitiveTypeCode.Double => Float,
        PrimitiveTypeCode.Void or PrimitiveTypeCode.TypedReference => throw new UnverifiableException($"a value of type {type}"),
        _ => null,
    };

    internal static readonly StackValue Int64 = new(StackKind.Int64, CoreTypes.Of(PrimitiveTypeCode.Int64));

    internal static readonly StackValue Float = new(StackKind.Float, CoreTypes.Of(PrimitiveTypeCode.Double));
}
