using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Strategies.Plugins.Reaching;

/// <summary>Finds all types that a signature names, of its own assembly and of others.</summary>
internal sealed class NamedTypesReader : ISignatureTypeProvider<ImmutableArray<EntityHandle>, object?>
{
    internal static readonly NamedTypesReader Instance = new();

    /// <summary>The types that a handle of a type names.</summary>
    /// <param name="reader">Where it is named.</param>
    /// <param name="type">Definition, reference or specification; nil for none.</param>
    internal static ImmutableArray<EntityHandle> Of(MetadataReader reader, EntityHandle type) => type switch
    {
        { IsNil: true } => [],
        { Kind: HandleKind.TypeSpecification } =>
            reader.GetTypeSpecification((TypeSpecificationHandle)type).DecodeSignature(Instance, null),
        { Kind: HandleKind.TypeDefinition or HandleKind.TypeReference } => [type],
        _ => [],
    };

    /// <summary>The types that a method's signature names.</summary>
    internal static ImmutableArray<EntityHandle> Of(MethodSignature<ImmutableArray<EntityHandle>> signature) =>
        [.. signature.ReturnType, .. signature.ParameterTypes.SelectMany(types => types)];

    public ImmutableArray<EntityHandle> GetPrimitiveType(PrimitiveTypeCode typeCode) => [];

    public ImmutableArray<EntityHandle> GetTypeFromDefinition(
        MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => [handle];

    public ImmutableArray<EntityHandle> GetTypeFromReference(
        MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => [handle];

    public ImmutableArray<EntityHandle> GetTypeFromSpecification(
        MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public ImmutableArray<EntityHandle> GetGenericInstantiation(
        ImmutableArray<EntityHandle> genericType, ImmutableArray<ImmutableArray<EntityHandle>> typeArguments) =>
        [.. genericType, .. typeArguments.SelectMany(types => types)];

    public ImmutableArray<EntityHandle> GetSZArrayType(ImmutableArray<EntityHandle> elementType) => elementType;

    public ImmutableArray<EntityHandle> GetArrayType(ImmutableArray<EntityHandle> elementType, ArrayShape shape) => elementType;

    public ImmutableArray<EntityHandle> GetByReferenceType(ImmutableArray<EntityHandle> elementType) => elementType;

    public ImmutableArray<EntityHandle> GetPointerType(ImmutableArray<EntityHandle> elementType) => elementType;

    public ImmutableArray<EntityHandle> GetFunctionPointerType(MethodSignature<ImmutableArray<EntityHandle>> signature) => Of(signature);

    public ImmutableArray<EntityHandle> GetPinnedType(ImmutableArray<EntityHandle> elementType) => elementType;

    public ImmutableArray<EntityHandle> GetModifiedType(
        ImmutableArray<EntityHandle> modifier, ImmutableArray<EntityHandle> unmodifiedType, bool isRequired) =>
        [.. unmodifiedType, .. modifier];

    public ImmutableArray<EntityHandle> GetGenericTypeParameter(object? genericContext, int index) => [];

    public ImmutableArray<EntityHandle> GetGenericMethodParameter(object? genericContext, int index) => [];
}
