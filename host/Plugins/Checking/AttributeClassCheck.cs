using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Strategies.Plugins.Reaching;

namespace Strategies.Plugins.Checking;

/// <summary>
/// Checks attribute classes of a package: whoever reads attributes runs their constructors and setters, at a time that no strategy chooses.
/// They may keep what they are handed, and do no more.
/// </summary>
internal sealed class AttributeClassCheck(AssemblyImage image, ImageReach reach, ViolationList violations)
{
    private static readonly string Base = typeof(Attribute).FullName!;

    private readonly MetadataReader _metadata = image.Metadata;

    internal void Check()
    {
        foreach (TypeDefinition type in _metadata.TypeDefinitions.Select(_metadata.GetTypeDefinition).Where(IsAttribute))
        {
            foreach (MethodDefinition method in type.GetMethods().Where(reach.Has).Select(_metadata.GetMethodDefinition)
                .Where(method => IsRunByReaders(method) && DoesMore(method)))
            {
                violations.Add(
                    image.FileName, SourceNames.SourceMethod(_metadata, method),
                    "an attribute that does more than keep what it is handed is refused",
                    "whoever reads it runs it; leave the work to who asks the attribute");
            }
        }
    }

    private bool IsAttribute(TypeDefinition type) => type.BaseType.Kind == HandleKind.TypeReference && !type.BaseType.IsNil
        && SourceNames.FullName(_metadata, (TypeReferenceHandle)type.BaseType) == Base;

    private bool IsRunByReaders(MethodDefinition method) => BodyCloser.HasBody(method)
        && (_metadata.GetString(method.Name) is ".ctor" or ".cctor" || IsSetter(method));

    private bool IsSetter(MethodDefinition method) => (method.Attributes & MethodAttributes.SpecialName) != 0
        && _metadata.GetString(method.Name).StartsWith("set_", StringComparison.Ordinal);

    /// <summary>True when a body jumps, or calls anything but a constructor of its base class.</summary>
    private bool DoesMore(MethodDefinition method) => IlReader
        .Read(image.Image.GetMethodBody(method.RelativeVirtualAddress).GetILContent().AsSpan())
        .Exists(instruction => instruction.OpCode.FlowControl is not (FlowControl.Next or FlowControl.Meta or FlowControl.Return)
            && !IsBaseConstructor(instruction));

    private bool IsBaseConstructor(IlInstruction instruction) => instruction.OpCode == OpCodes.Call
        && MetadataTokens.EntityHandle(instruction.Token) is { Kind: HandleKind.MemberReference } target
        && _metadata.GetMemberReference((MemberReferenceHandle)target) is { Parent.Kind: HandleKind.TypeReference } member
        && _metadata.StringComparer.Equals(member.Name, ".ctor")
        && SourceNames.FullName(_metadata, (TypeReferenceHandle)member.Parent) == Base;
}
