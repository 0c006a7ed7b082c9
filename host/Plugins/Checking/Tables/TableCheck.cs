using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Strategies.Plugins.Reaching;

namespace Strategies.Plugins.Checking.Tables;

/// <summary>
/// Tells static tables, which cannot change once their class constructor has run: no method of the package but that one does anything
/// with such an array or collection than read it, and none lets it out of its hands.
/// </summary>
/// <remarks>
/// What the class constructor does is free: it runs once, is handed nothing, and whatever it makes can live on in static fields only, each
/// of which is looked at.
/// </remarks>
internal sealed class TableCheck
{
    private readonly MemberLinks _links;
    private readonly TableCalls _calls;
    private readonly Lazy<Dictionary<(AssemblyImage Image, FieldDefinitionHandle Field), List<MethodPlace>>> _users;

    internal TableCheck(PackageImages package)
    {
        _links = new MemberLinks(package);
        _calls = new TableCalls(package);
        _users = new(() => FindUsers(package));
    }

    /// <summary>True for a field that is a table.</summary>
    /// <param name="image">Its assembly.</param>
    /// <param name="field">The field; it is static and readonly, and its type can hold a table.</param>
    internal bool IsTable(AssemblyImage image, FieldDefinitionHandle field) =>
        !_users.Value.TryGetValue((image, field), out List<MethodPlace>? users)
        || users.TrueForAll(method => IsOwnInitializer(method, image, field) || IsReadBy(method, image, field));

    private static bool IsOwnInitializer(MethodPlace method, AssemblyImage image, FieldDefinitionHandle field) =>
        method.Image == image && method.Image.Metadata.StringComparer.Equals(method.Definition.Name, ".cctor")
        && method.Definition.GetDeclaringType() == image.Metadata.GetFieldDefinition(field).GetDeclaringType();

    private bool IsReadBy(MethodPlace method, AssemblyImage image, FieldDefinitionHandle field)
    {
        bool Names(IlInstruction instruction) => FieldsOf(method.Image, instruction).Contains((image, field));
        return new TableBody(method).Instructions.Where(Names).All(instruction => instruction.OpCode == OpCodes.Ldsfld)
            && new TableFlow(method, Names, -1, _calls).IsRead();
    }

    private Dictionary<(AssemblyImage Image, FieldDefinitionHandle Field), List<MethodPlace>> FindUsers(PackageImages package)
    {
        Dictionary<(AssemblyImage, FieldDefinitionHandle), List<MethodPlace>> users = [];
        foreach (MethodPlace method in package.All.SelectMany(image => image.Metadata.MethodDefinitions
            .Where(handle => BodyCloser.HasBody(image.Metadata.GetMethodDefinition(handle)))
            .Select(handle => new MethodPlace(image, handle))))
        {
            foreach ((AssemblyImage, FieldDefinitionHandle) field in new TableBody(method).Instructions
                .SelectMany(instruction => FieldsOf(method.Image, instruction)).Distinct())
            {
                if (!users.TryGetValue(field, out List<MethodPlace>? known))
                {
                    users.Add(field, known = []);
                }

                known.Add(method);
            }
        }

        return users;
    }

    private IEnumerable<(AssemblyImage Image, FieldDefinitionHandle Field)> FieldsOf(AssemblyImage image, IlInstruction instruction)
    {
        if (instruction.OpCode.OperandType is not (OperandType.InlineField or OperandType.InlineTok))
        {
            return [];
        }

        EntityHandle handle = MetadataTokens.EntityHandle(instruction.Token);
        return handle.Kind switch
        {
            HandleKind.FieldDefinition => [(image, (FieldDefinitionHandle)handle)],
            HandleKind.MemberReference when image.Metadata.GetMemberReference((MemberReferenceHandle)handle) is var member
                && member.GetKind() == MemberReferenceKind.Field =>
                [.. _links.FieldsOf(image, member).Select(found => (found.Type.Image, found.Field))],
            _ => [],
        };
    }
}
