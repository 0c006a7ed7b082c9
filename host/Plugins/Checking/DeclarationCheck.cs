using System.Reflection.Metadata;
using Strategies.Plugins.Reaching;

namespace Strategies.Plugins.Checking;

/// <summary>Checks what types are made of: base types, interfaces and fields.</summary>
internal sealed class DeclarationCheck(AssemblyImage image, ImageReach reach, UseRecorder uses)
{
    private readonly MetadataReader _metadata = image.Metadata;

    internal void Check()
    {
        foreach (TypeDefinitionHandle handle in _metadata.TypeDefinitions.Where(reach.Has))
        {
            TypeDefinition type = _metadata.GetTypeDefinition(handle);
            string place = SourceNames.SourceType(_metadata, handle);
            Mention(place, type.BaseType);
            foreach (InterfaceImplementationHandle implementation in type.GetInterfaceImplementations())
            {
                Mention(place, _metadata.GetInterfaceImplementation(implementation).Interface);
            }
        }

        foreach (FieldDefinitionHandle handle in _metadata.FieldDefinitions.Where(reach.Has))
        {
            FieldDefinition field = _metadata.GetFieldDefinition(handle);
            Mention(SourceNames.SourceField(_metadata, field), field.DecodeSignature(TypeMentionReader.Instance, null));
        }
    }

    private void Mention(string place, EntityHandle type)
    {
        if (type.Kind == HandleKind.TypeReference && !type.IsNil)
        {
            uses.UseType(place, (TypeReferenceHandle)type);
        }
        else if (type.Kind == HandleKind.TypeSpecification)
        {
            Mention(place, _metadata.GetTypeSpecification((TypeSpecificationHandle)type)
                .DecodeSignature(TypeMentionReader.Instance, null));
        }
    }

    private void Mention(string place, TypeMentions mentions)
    {
        foreach (TypeReferenceHandle handle in mentions.References)
        {
            uses.UseType(place, handle);
        }

        if (mentions.HasPointer)
        {
            uses.UsePointer(place);
        }
    }
}
