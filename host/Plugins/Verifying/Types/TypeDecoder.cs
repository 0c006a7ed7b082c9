using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Strategies.Plugins.Verifying.Types;

/// <summary>Reads the types of signatures.</summary>
internal sealed class TypeDecoder(TypeModule module) : ISignatureTypeProvider<IlType, object?>
{
    public IlType GetPrimitiveType(PrimitiveTypeCode typeCode) => CoreTypes.Of(typeCode);

    public IlType GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
        module.TypeOf(handle).Plain;

    public IlType GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => module.Resolve(handle).Plain;

    public IlType GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle,
        byte rawTypeKind) =>
        module.Decode(handle);

    public IlType GetGenericInstantiation(IlType genericType, ImmutableArray<IlType> typeArguments) =>
        genericType is NamedType named && named.Definition.ParameterCount == typeArguments.Length
            ? named with { Arguments = new TypeList(typeArguments) }
            : throw new BadImageFormatException($"{genericType} has not {typeArguments.Length} type parameters");

    public IlType GetSZArrayType(IlType elementType) => new ArrayOf(elementType, 1, true);

    public IlType GetArrayType(IlType elementType, ArrayShape shape) => new ArrayOf(elementType, shape.Rank, false);

    public IlType GetByReferenceType(IlType elementType) => new ReferenceTo(elementType);

    public IlType GetPointerType(IlType elementType) => new UnsafePointer(elementType);

    public IlType GetFunctionPointerType(MethodSignature<IlType> signature) => new UnsafePointer(null);

    public IlType GetPinnedType(IlType elementType) => elementType;

    public IlType GetModifiedType(IlType modifier, IlType unmodifiedType, bool isRequired) =>
        new ModifiedType(modifier, unmodifiedType, isRequired);

    public IlType GetGenericTypeParameter(object? genericContext, int index) => new TypeParameter(false, index);

    public IlType GetGenericMethodParameter(object? genericContext, int index) => new TypeParameter(true, index);
}
