using System.Reflection.Metadata;

namespace Strategies.Plugins.Checking;

/// <summary>
/// Names of types and members: as the metadata has them, and as the source has them (without what the compiler made
/// up).
/// </summary>
internal static class SourceNames
{
    /// <summary>Full name with <c>Outer+Inner</c> for nested types.</summary>
    internal static string FullName(MetadataReader reader, TypeDefinitionHandle handle)
    {
        TypeDefinition type = reader.GetTypeDefinition(handle);
        string name = reader.GetString(type.Name);
        return type.GetDeclaringType() is { IsNil: false } outer
            ? $"{FullName(reader, outer)}+{name}"
            : Join(reader.GetString(type.Namespace), name);
    }

    /// <summary>Full name with <c>Outer+Inner</c> for nested types.</summary>
    internal static string FullName(MetadataReader reader, TypeReferenceHandle handle)
    {
        TypeReference type = reader.GetTypeReference(handle);
        string name = reader.GetString(type.Name);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? $"{FullName(reader, (TypeReferenceHandle)type.ResolutionScope)}+{name}"
            : Join(reader.GetString(type.Namespace), name);
    }

    /// <summary>
    /// The type as the source names it: types that the compiler nested into it are taken for the type itself.
    /// </summary>
    internal static string SourceType(MetadataReader reader, TypeDefinitionHandle handle)
    {
        TypeDefinition type = reader.GetTypeDefinition(handle);
        bool isMadeUp = reader.GetString(type.Name).StartsWith('<');
        return isMadeUp && type.GetDeclaringType() is { IsNil: false } outer
            ? SourceType(reader, outer)
            : FullName(reader, handle).Replace('+', '.');
    }

    /// <summary>
    /// Type and method as the source names them: a lambda or iterator counts as the method it stands in.
    /// </summary>
    internal static string SourceMethod(MetadataReader reader, MethodDefinition method)
    {
        TypeDefinitionHandle declaring = method.GetDeclaringType();
        string name = Inner(reader.GetString(method.Name))
            ?? Inner(reader.GetString(reader.GetTypeDefinition(declaring).Name))
            ?? reader.GetString(method.Name);
        return $"{SourceType(reader, declaring)}.{PropertyName(name)}";
    }

    /// <summary>The name of the property or event behind an accessor; other names as they are.</summary>
    /// <param name="member">Name as the metadata has it.</param>
    internal static string PropertyName(string member) =>
        member.StartsWith("get_", StringComparison.Ordinal) || member.StartsWith("set_", StringComparison.Ordinal)
            ? member[4..] : member;

    /// <summary>Type and field as the source names them: a property's backing field counts as the property.</summary>
    internal static string SourceField(MetadataReader reader, FieldDefinition field)
    {
        string name = reader.GetString(field.Name);
        return $"{SourceType(reader, field.GetDeclaringType())}.{Inner(name) ?? name}";
    }

    private static string? Inner(string name)
    {
        int end = name.IndexOf('>', StringComparison.Ordinal);
        return name.StartsWith('<') && end > 1 ? name[1..end] : null;
    }

    private static string Join(string nameSpace, string name) => nameSpace.Length == 0 ? name : $"{nameSpace}.{name}";
}
