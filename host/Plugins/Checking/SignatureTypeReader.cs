using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Runtime.CompilerServices;

namespace Strategies.Plugins.Checking;

/// <summary>Names the types of signatures and of attributes' values, with type parameters replaced by what stands for them.</summary>
internal sealed class SignatureTypeReader
    : ISignatureTypeProvider<SignatureType, ImmutableArray<SignatureType>>, ICustomAttributeTypeProvider<SignatureType>
{
    private static readonly string InitOnly = typeof(IsExternalInit).FullName!;

    internal static SignatureTypeReader Instance { get; } = new();

    public SignatureType GetPrimitiveType(PrimitiveTypeCode typeCode) => ByCode(typeCode.ToString());

    public SignatureType GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => new(
        reader.GetString(reader.GetAssemblyDefinition().Name),
        SourceNames.FullName(reader, handle),
        reader.GetString(reader.GetTypeDefinition(handle).Name),
        []);

    public SignatureType GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => new(
        PackageImages.AssemblyOf(reader, handle) ?? reader.GetString(reader.GetAssemblyDefinition().Name),
        SourceNames.FullName(reader, handle),
        reader.GetString(reader.GetTypeReference(handle).Name),
        []);

    public SignatureType GetTypeFromSpecification(
        MetadataReader reader, ImmutableArray<SignatureType> genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public SignatureType GetGenericInstantiation(SignatureType genericType, ImmutableArray<SignatureType> typeArguments) =>
        genericType with { Arguments = typeArguments };

    public SignatureType GetGenericTypeParameter(ImmutableArray<SignatureType> genericContext, int index) =>
        index < genericContext.Length ? genericContext[index] : ByCode($"T{index}");

    public SignatureType GetGenericMethodParameter(ImmutableArray<SignatureType> genericContext, int index) => ByCode($"M{index}");

    public SignatureType GetSZArrayType(SignatureType elementType) => ByCode($"{elementType.Name}[]");

    public SignatureType GetArrayType(SignatureType elementType, ArrayShape shape) =>
        ByCode($"{elementType.Name}[{new string(',', shape.Rank - 1)}]");

    public SignatureType GetByReferenceType(SignatureType elementType) => ByCode($"{elementType.Name}&");

    public SignatureType GetPointerType(SignatureType elementType) => ByCode($"{elementType.Name}*");

    public SignatureType GetFunctionPointerType(MethodSignature<SignatureType> signature) => ByCode("function pointer");

    public SignatureType GetPinnedType(SignatureType elementType) => elementType;

    public SignatureType GetModifiedType(SignatureType modifier, SignatureType unmodifiedType, bool isRequired) =>
        isRequired && modifier.FullName == InitOnly ? unmodifiedType with { IsInitOnly = true } : unmodifiedType;

    public SignatureType GetSystemType() => ByCode("Type");

    public bool IsSystemType(SignatureType type) => type.FullName is "Type" or "System.Type";

    public SignatureType GetTypeFromSerializedName(string name) => ByCode(name);

    // Attributes with values of an enum's type are none of those that are read here.
    public PrimitiveTypeCode GetUnderlyingEnumType(SignatureType type) =>
        throw new BadImageFormatException($"an attribute has a value of type {type.FullName}");

    private static SignatureType ByCode(string name) => new("", name, name, []);
}
