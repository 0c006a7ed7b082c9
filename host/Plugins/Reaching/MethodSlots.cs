using System.Reflection;
using System.Reflection.Metadata;
using Strategies.Plugins.Checking;

namespace Strategies.Plugins.Reaching;

/// <summary>The slots of virtual methods.</summary>
internal static class MethodSlots
{
    /// <summary>The slots that a type's own methods fill: by their names, and by what the type says that they implement.</summary>
    internal static IEnumerable<(SlotKey Slot, MethodPlace Body)> Of(MemberLinks links, TypePlace type)
    {
        MetadataReader reader = type.Image.Metadata;
        foreach (MethodDefinitionHandle handle in type.Definition.GetMethods()
            .Where(handle => (reader.GetMethodDefinition(handle).Attributes & MethodAttributes.Virtual) != 0))
        {
            MethodPlace method = new(type.Image, handle);
            yield return (Of(method), method);
        }

        foreach (MethodImplementation implementation in type.Definition.GetMethodImplementations().Select(reader.GetMethodImplementation))
        {
            IEnumerable<MethodPlace> bodies = implementation.MethodBody.Kind == HandleKind.MethodDefinition
                ? [new MethodPlace(type.Image, (MethodDefinitionHandle)implementation.MethodBody)]
                : links.MethodsOf(type.Image, reader.GetMemberReference((MemberReferenceHandle)implementation.MethodBody));
            foreach (MethodPlace body in bodies)
            {
                yield return (Of(type.Image, implementation.MethodDeclaration), body);
            }
        }
    }

    private static SlotKey Of(AssemblyImage image, EntityHandle declaration)
    {
        if (declaration.Kind == HandleKind.MethodDefinition)
        {
            return Of(new MethodPlace(image, (MethodDefinitionHandle)declaration));
        }

        MemberReference member = image.Metadata.GetMemberReference((MemberReferenceHandle)declaration);
        return Of(image.Metadata, member.Name, member.Signature);
    }

    /// <summary>The slot of a virtual method.</summary>
    internal static SlotKey Of(MethodPlace method) =>
        Of(method.Image.Metadata, method.Definition.Name, method.Definition.Signature);

    private static SlotKey Of(MetadataReader reader, StringHandle nameHandle, BlobHandle signature)
    {
        string name = reader.GetString(nameHandle);
        return new SlotKey(name[(name.LastIndexOf('.') + 1)..], MemberLinks.ParameterCount(reader.GetBlobReader(signature)));
    }
}
