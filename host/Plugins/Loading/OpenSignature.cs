using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Strategies.Plugins.Loading;

/// <summary>Tells whether a signature still contains type parameters.</summary>
internal sealed class OpenSignature : ISignatureTypeProvider<bool, object?>
{
    internal static readonly OpenSignature Instance = new();

    public bool GetPrimitiveType(PrimitiveTypeCode typeCode) => false;

    public bool GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => false;

    public bool GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => false;

    public bool GetTypeFromSpecification(
        MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public bool GetGenericInstantiation(bool genericType, ImmutableArray<bool> typeArguments) =>
        genericType || typeArguments.Any(isOpen => isOpen);

    public bool GetSZArrayType(bool elementType) => elementType;

    public bool GetArrayType(bool elementType, ArrayShape shape) => elementType;

    public bool GetByReferenceType(bool elementType) => elementType;

    public bool GetPointerType(bool elementType) => elementType;

    public bool GetPinnedType(bool elementType) => elementType;

    public bool GetFunctionPointerType(MethodSignature<bool> signature) =>
        signature.ReturnType || signature.ParameterTypes.Any(isOpen => isOpen);

    public bool GetModifiedType(bool modifier, bool unmodifiedType, bool isRequired) => unmodifiedType;

    public bool GetGenericTypeParameter(object? genericContext, int index) => true;

    public bool GetGenericMethodParameter(object? genericContext, int index) => true;
}
