using System.Reflection.Metadata;

namespace Strategies.Plugins.Checking;

/// <summary>Names of attributes in metadata.</summary>
internal static class AttributeNames
{
    /// <summary>Full name of an attribute's type; empty for forms that compilers do not write.</summary>
    internal static string Of(MetadataReader reader, CustomAttributeHandle handle)
    {
        EntityHandle constructor = reader.GetCustomAttribute(handle).Constructor;
        EntityHandle type = constructor.Kind switch
        {
            HandleKind.MemberReference => reader.GetMemberReference((MemberReferenceHandle)constructor).Parent,
            HandleKind.MethodDefinition =>
                reader.GetMethodDefinition((MethodDefinitionHandle)constructor).GetDeclaringType(),
            _ => default,
        };
        return type.Kind switch
        {
            HandleKind.TypeReference when !type.IsNil => SourceNames.FullName(reader, (TypeReferenceHandle)type),
            HandleKind.TypeDefinition when !type.IsNil => SourceNames.FullName(reader, (TypeDefinitionHandle)type),
            _ => "",
        };
    }
}
