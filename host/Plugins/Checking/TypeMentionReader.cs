using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Strategies.Plugins.Checking;

/// <summary>Finds the types that signatures name.</summary>
internal sealed class TypeMentionReader : ISignatureTypeProvider<TypeMentions, object?>
{
    internal static readonly TypeMentionReader Instance = new();

    public TypeMentions GetPrimitiveType(PrimitiveTypeCode typeCode) => TypeMentions.None;

    public TypeMentions GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
        TypeMentions.None;

    public TypeMentions GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
        TypeMentions.Of(handle);

    public TypeMentions GetTypeFromSpecification(
        MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public TypeMentions GetGenericInstantiation(TypeMentions genericType, ImmutableArray<TypeMentions> typeArguments) =>
        typeArguments.Aggregate(genericType, (all, one) => all.With(one));

    public TypeMentions GetSZArrayType(TypeMentions elementType) => elementType.WithoutHead();

    public TypeMentions GetArrayType(TypeMentions elementType, ArrayShape shape) => elementType.WithoutHead();

    public TypeMentions GetByReferenceType(TypeMentions elementType) => elementType;

    public TypeMentions GetPinnedType(TypeMentions elementType) => elementType;

    public TypeMentions GetPointerType(TypeMentions elementType) => elementType with { HasPointer = true };

    public TypeMentions GetFunctionPointerType(MethodSignature<TypeMentions> signature) =>
        TypeMentions.Of(signature) with { HasPointer = true };

    public TypeMentions GetModifiedType(TypeMentions modifier, TypeMentions unmodifiedType, bool isRequired) =>
        unmodifiedType.With(modifier);

    public TypeMentions GetGenericTypeParameter(object? genericContext, int index) => TypeMentions.None;

    public TypeMentions GetGenericMethodParameter(object? genericContext, int index) => TypeMentions.None;
}
