using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Strategies.Plugins.Packages;
using Strategies.Plugins.Reaching;

namespace Strategies.Plugins.Checking;

/// <summary>
/// Hash codes of text and of objects differ from process to process. A dictionary shows nothing of it while whatever is equal has the
/// same one; so whoever says what is equal says what the hash code is, of numbers that are the same everywhere, unless both are what
/// the compiler writes for a record.
/// </summary>
/// <remarks>
/// Without this check a set whose equality is looser than its hash code finds another element in each process, by the seeds.
/// </remarks>
internal sealed class HashCodeCheck(PackageImages package, AssemblyImage image, ImageReach reach, ViolationList violations)
{
    /// <summary>The method that makes a hash code.</summary>
    internal const string Method = "GetHashCode";

    private const string EqualsMethod = "Equals";
    private const string Hint = "make it of numbers by StableHash, or leave equality to a record";

    private readonly MetadataReader _metadata = image.Metadata;

    /// <summary>True for the name of a method that makes a hash code, of the type's own or of an interface.</summary>
    /// <param name="name">Name as the metadata has it.</param>
    internal static bool IsOne(string name) => Is(name, Method);

    internal void Check()
    {
        foreach (TypeDefinitionHandle handle in _metadata.TypeDefinitions)
        {
            TypeDefinition type = _metadata.GetTypeDefinition(handle);
            if ((type.Attributes & TypeAttributes.Interface) == 0)
            {
                CheckType(handle, type);
            }
        }
    }

    private static bool Is(string name, string method) =>
        name == method || name.EndsWith($".{method}", StringComparison.Ordinal);

    private void CheckType(TypeDefinitionHandle handle, TypeDefinition type)
    {
        MethodDefinition[] own = [.. type.GetMethods().Where(reach.Has).Select(_metadata.GetMethodDefinition).Where(HasBody)];
        MethodDefinition[] hashes = [.. own.Where(method => IsOne(NameOf(method)))];
        MethodDefinition[] equalities = [.. own.Where(method => Is(NameOf(method), EqualsMethod) && ParametersOf(method) == 1)];
        if (equalities.Length > 0 && hashes.Length == 0)
        {
            violations.Add(
                image.FileName, SourceNames.SourceMethod(_metadata, equalities[0]),
                "Equals without a GetHashCode beside it is refused: the hash code of what is equal would differ", Hint);
        }

        MethodDefinition[] seeded = [.. hashes.Where(IsSeeded)];
        if (seeded.Length > 0 && !IsWrittenByCompiler(handle, seeded, equalities))
        {
            violations.Add(
                image.FileName, SourceNames.SourceMethod(_metadata, seeded[0]),
                "GetHashCode of text, of objects or of what is not known to be a number is refused: it differs from process to process",
                Hint);
        }
    }

    private bool IsWrittenByCompiler(TypeDefinitionHandle handle, MethodDefinition[] seeded, MethodDefinition[] equalities)
    {
        EqualityShape shape = new(image, handle);
        List<HashSet<string>?> compared = [.. equalities.Select(shape.ComparedFields)];
        HashSet<string>[] whole = [.. compared.OfType<HashSet<string>>()];
        return whole.Length == compared.Count
            && Array.TrueForAll(seeded, method => shape.HashedFields(method) is { } hashed && Array.Exists(whole, hashed.IsSubsetOf));
    }

    /// <summary>True when a hash code is made of another one that is not known to be the same everywhere.</summary>
    private bool IsSeeded(MethodDefinition method)
    {
        MethodBodyBlock body = image.Image.GetMethodBody(method.RelativeVirtualAddress);
        EntityHandle constrained = default;
        foreach (IlInstruction instruction in IlReader.Read(body.GetILContent().AsSpan()))
        {
            if (instruction.NamesMember && instruction.OpCode != OpCodes.Constrained
                && IsSeeded(MetadataTokens.EntityHandle(instruction.Token), constrained))
            {
                return true;
            }

            constrained = instruction.OpCode == OpCodes.Constrained ? MetadataTokens.EntityHandle(instruction.Token) : default;
        }

        return false;
    }

    private bool IsSeeded(EntityHandle member, EntityHandle constrained)
    {
        if (member.Kind != HandleKind.MemberReference)
        {
            return false;
        }

        MemberReference reference = _metadata.GetMemberReference((MemberReferenceHandle)member);
        return IsOne(_metadata.GetString(reference.Name)) && !IsStable(constrained.IsNil ? reference.Parent : constrained);
    }

    /// <summary>Numbers of the framework, enumerations and values of the SDK, and what this check looks at itself.</summary>
    private bool IsStable(EntityHandle type)
    {
        EntityHandle head = TypeHeadReader.HeadOf(_metadata, type);
        return head.Kind switch
        {
            HandleKind.TypeDefinition => IsStable(image, (TypeDefinitionHandle)head),
            HandleKind.TypeReference when !head.IsNil => IsStable((TypeReferenceHandle)head),
            _ => false,
        };
    }

    private bool IsStable(TypeReferenceHandle type)
    {
        if (package.TryResolve(image, type, out AssemblyImage target, out TypeDefinitionHandle definition))
        {
            return IsStable(target, definition);
        }

        string? assembly = PackageImages.AssemblyOf(_metadata, type);
        string name = SourceNames.FullName(_metadata, type);
        return assembly == PackageLayout.SdkAssembly
            || (assembly is not null && FrameworkAssemblies.FindVersion(assembly) is not null
                && AllowedList.Instance.RefuseType(name) is null
                && (AllowedList.Instance.RefuseMember(name, Method) is null || Type.GetType($"{name}, {assembly}") is { IsEnum: true }));
    }

    /// <summary>An enumeration's is its number; a type without a GetHashCode of its own has that of all objects.</summary>
    private bool IsStable(AssemblyImage target, TypeDefinitionHandle handle)
    {
        MetadataReader metadata = target.Metadata;
        TypeDefinition type = metadata.GetTypeDefinition(handle);
        return (type.BaseType.Kind == HandleKind.TypeReference && !type.BaseType.IsNil
                && SourceNames.FullName(metadata, (TypeReferenceHandle)type.BaseType) == "System.Enum"
                && !package.TryResolve(target, (TypeReferenceHandle)type.BaseType, out _, out _))
            || type.GetMethods().Any(method => IsOne(metadata.GetString(metadata.GetMethodDefinition(method).Name)));
    }

    private string NameOf(MethodDefinition method) => _metadata.GetString(method.Name);

    private int ParametersOf(MethodDefinition method) => method.DecodeSignature(TypeHeadReader.Instance, null).ParameterTypes.Length;

    private static bool HasBody(MethodDefinition method) =>
        method.RelativeVirtualAddress != 0 && (method.Attributes & MethodAttributes.Static) == 0
        && (method.ImplAttributes & MethodImplAttributes.CodeTypeMask) == MethodImplAttributes.IL;
}
