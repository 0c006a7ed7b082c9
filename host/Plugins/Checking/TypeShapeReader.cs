using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Runtime.CompilerServices;
using Strategies.Plugins.Checking.Tables;

namespace Strategies.Plugins.Checking;

/// <summary>
/// Finds the shape of a type in a signature. Types of the package are read from metadata; those of the framework and
/// the SDK, which are loaded anyway, by reflection. Type parameters count as unmanaged here; the arguments are looked
/// at instead.
/// </summary>
internal sealed class TypeShapeReader(PackageImages package, AssemblyImage image)
    : ISignatureTypeProvider<TypeShape, object?>
{
    public TypeShape GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode switch
    {
        PrimitiveTypeCode.String => TypeShape.Reference("string") with { IsText = true },
        PrimitiveTypeCode.Object => TypeShape.Reference("object"),
        PrimitiveTypeCode.TypedReference => TypeShape.Reference("TypedReference"),
        _ => new TypeShape(typeCode.ToString(), true, true, false),
    };

    public TypeShape GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
    {
        TypeDefinition type = reader.GetTypeDefinition(handle);
        string name = SourceNames.FullName(reader, handle);
        return BaseName(reader, type) switch
        {
            "System.Enum" => new TypeShape(name, true, true, false),
            "System.MulticastDelegate" => new TypeShape(name, false, false, true),
            "System.ValueType" =>
                new TypeShape(name, HasOnlyUnmanagedFields(reader, type), IsReadOnly(reader, type), false),
            _ => TypeShape.Reference(name),
        };
    }

    public TypeShape GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        if (package.TryResolve(image, handle, out AssemblyImage target, out TypeDefinitionHandle definition))
        {
            return new TypeShapeReader(package, target).GetTypeFromDefinition(target.Metadata, definition, rawTypeKind);
        }

        string name = SourceNames.FullName(reader, handle);
        Type? type = Type.GetType($"{name}, {PackageImages.AssemblyOf(reader, handle)}", throwOnError: false);
        return type is null ? TypeShape.Reference(name) : OfLoadedType(name, type);
    }

    public TypeShape GetGenericInstantiation(TypeShape genericType, ImmutableArray<TypeShape> typeArguments) =>
        genericType with
        {
            Name = $"{genericType.Name}<{string.Join(", ", typeArguments.Select(argument => argument.Name))}>",
            IsUnmanaged = genericType.IsUnmanaged && typeArguments.All(argument => argument.IsUnmanaged),
            IsOpen = typeArguments.Any(argument => argument.IsOpen),
            CanBeTable = genericType.CanBeTable && typeArguments.All(argument => argument.IsItem),
            IsFrozen = genericType.IsFrozen && typeArguments.All(argument => argument.IsItem),
        };

    public TypeShape GetTypeFromSpecification(
        MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public TypeShape GetSZArrayType(TypeShape elementType) =>
        TypeShape.Reference($"{elementType.Name}[]") with { CanBeTable = elementType.IsItem };

    public TypeShape GetArrayType(TypeShape elementType, ArrayShape shape) =>
        TypeShape.Reference($"{elementType.Name}[*]") with { CanBeTable = elementType.IsItem };

    public TypeShape GetByReferenceType(TypeShape elementType) => TypeShape.Reference($"ref {elementType.Name}");

    public TypeShape GetPointerType(TypeShape elementType) => TypeShape.Reference($"{elementType.Name}*");

    public TypeShape GetFunctionPointerType(MethodSignature<TypeShape> signature) =>
        TypeShape.Reference("function pointer");

    public TypeShape GetPinnedType(TypeShape elementType) => elementType;

    public TypeShape GetModifiedType(TypeShape modifier, TypeShape unmodifiedType, bool isRequired) => unmodifiedType;

    public TypeShape GetGenericTypeParameter(object? genericContext, int index) =>
        new($"T{index}", true, false, false) { IsOpen = true };

    public TypeShape GetGenericMethodParameter(object? genericContext, int index) =>
        new($"M{index}", true, false, false) { IsOpen = true };

    private static TypeShape OfLoadedType(string name, Type type)
    {
        bool isImmutable = type.IsEnum || type.IsPrimitive || type.IsValueType
            && type.IsDefined(typeof(IsReadOnlyAttribute), false);
        return new TypeShape(
            name, type.IsValueType && IsUnmanaged(type), isImmutable, typeof(Delegate).IsAssignableFrom(type))
        {
            CanBeTable = TableReads.IsCollection(name),
            IsFrozen = type == typeof(ImmutableArray<>),
        };
    }

    private static bool IsUnmanaged(Type type) =>
        type.IsPrimitive || type.IsEnum || type.IsGenericParameter || type.IsValueType
        && type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .All(field => IsUnmanaged(field.FieldType));

    private bool HasOnlyUnmanagedFields(MetadataReader reader, TypeDefinition type)
    {
        // A struct that contains itself is not valid metadata; a crafted one must not overflow the stack.
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return type.GetFields()
            .Select(reader.GetFieldDefinition)
            .Where(field => (field.Attributes & FieldAttributes.Static) == 0)
            .All(field => field.DecodeSignature(this, null).IsUnmanaged);
    }

    private static bool IsReadOnly(MetadataReader reader, TypeDefinition type) => type.GetCustomAttributes()
        .Any(handle => AttributeNames.Of(reader, handle) == "System.Runtime.CompilerServices.IsReadOnlyAttribute");

    private string BaseName(MetadataReader reader, TypeDefinition type) =>
        type.BaseType.Kind == HandleKind.TypeReference && !type.BaseType.IsNil
        && !package.TryResolve(image, (TypeReferenceHandle)type.BaseType, out _, out _)
        ? SourceNames.FullName(reader, (TypeReferenceHandle)type.BaseType)
        : "";
}
