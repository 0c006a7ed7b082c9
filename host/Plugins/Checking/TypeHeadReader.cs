using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Strategies.Plugins.Checking;

/// <summary>Finds the outermost type that a signature names; nil for one that has none, as an array.</summary>
internal sealed class TypeHeadReader : ISignatureTypeProvider<EntityHandle, object?>
{
    internal static readonly TypeHeadReader Instance = new();

    /// <summary>The type behind its type arguments; a type without any is its own.</summary>
    /// <param name="reader">Where it is named.</param>
    /// <param name="type">The type.</param>
    internal static EntityHandle HeadOf(MetadataReader reader, EntityHandle type) => type.Kind == HandleKind.TypeSpecification
        ? reader.GetTypeSpecification((TypeSpecificationHandle)type).DecodeSignature(Instance, null)
        : type;

    public EntityHandle GetPrimitiveType(PrimitiveTypeCode typeCode) => default;

    public EntityHandle GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => handle;

    public EntityHandle GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => handle;

    public EntityHandle GetTypeFromSpecification(
        MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public EntityHandle GetGenericInstantiation(EntityHandle genericType, ImmutableArray<EntityHandle> typeArguments) => genericType;

    public EntityHandle GetSZArrayType(EntityHandle elementType) => default;

    public EntityHandle GetArrayType(EntityHandle elementType, ArrayShape shape) => default;

    public EntityHandle GetByReferenceType(EntityHandle elementType) => default;

    public EntityHandle GetPinnedType(EntityHandle elementType) => elementType;

    public EntityHandle GetPointerType(EntityHandle elementType) => default;

    public EntityHandle GetFunctionPointerType(MethodSignature<EntityHandle> signature) => default;

    public EntityHandle GetModifiedType(EntityHandle modifier, EntityHandle unmodifiedType, bool isRequired) => unmodifiedType;

    public EntityHandle GetGenericTypeParameter(object? genericContext, int index) => default;

    public EntityHandle GetGenericMethodParameter(object? genericContext, int index) => default;
}
