using System.Reflection.Metadata;
using Strategies.Plugins.Reaching;

namespace Strategies.Plugins.Checking;

/// <summary>
/// Checks types that are named outside of bodies and declarations, as in attributes: of a whole assembly whatever its table of type
/// references has left, of another the attributes on what is reached.
/// </summary>
internal sealed class AttributeCheck(AssemblyImage image, ImageReach reach, UseRecorder uses)
{
    private readonly MetadataReader _metadata = image.Metadata;

    internal void Check()
    {
        if (reach.IsWhole)
        {
            uses.UseRemainingTypes();
            return;
        }

        Use(_metadata.GetAssemblyDefinition().GetCustomAttributes());
        Use(_metadata.GetModuleDefinition().GetCustomAttributes());
        foreach (TypeDefinitionHandle type in _metadata.TypeDefinitions.Where(reach.Has))
        {
            Use(_metadata.GetTypeDefinition(type).GetCustomAttributes());
        }

        foreach (FieldDefinitionHandle field in _metadata.FieldDefinitions.Where(reach.Has))
        {
            Use(_metadata.GetFieldDefinition(field).GetCustomAttributes());
        }

        foreach (MethodDefinitionHandle method in _metadata.MethodDefinitions.Where(reach.Has))
        {
            Use(_metadata.GetMethodDefinition(method).GetCustomAttributes());
            foreach (ParameterHandle parameter in _metadata.GetMethodDefinition(method).GetParameters())
            {
                Use(_metadata.GetParameter(parameter).GetCustomAttributes());
            }
        }
    }

    private void Use(CustomAttributeHandleCollection attributes)
    {
        foreach (CustomAttributeHandle handle in attributes)
        {
            EntityHandle constructor = _metadata.GetCustomAttribute(handle).Constructor;
            if (constructor.Kind == HandleKind.MemberReference
                && _metadata.GetMemberReference((MemberReferenceHandle)constructor).Parent is { Kind: HandleKind.TypeReference } type)
            {
                uses.UseType("", (TypeReferenceHandle)type);
            }
        }
    }
}
