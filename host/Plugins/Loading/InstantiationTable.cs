using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Strategies.Plugins.Loading;

/// <summary>
/// The tokens of an assembly's instantiations: what its MethodSpec and TypeSpec tables name without type parameters.
/// </summary>
/// <param name="Methods">Tokens of closed generic methods, and of methods on closed generic types.</param>
/// <param name="Types">Tokens of closed types.</param>
/// <param name="OpenCount">Entries that still contain type parameters.</param>
internal sealed record InstantiationTable(IReadOnlyList<int> Methods, IReadOnlyList<int> Types, int OpenCount)
{
    /// <summary>Reads the tables from the assembly's bytes.</summary>
    internal static InstantiationTable Read(ImmutableArray<byte> assembly)
    {
        using PEReader image = new(assembly);
        MetadataReader reader = image.GetMetadataReader();
        List<int> methods = [];
        List<int> types = [];
        int openCount = 0;

        for (int row = 1; row <= reader.GetTableRowCount(TableIndex.TypeSpec); row++)
        {
            TypeSpecificationHandle handle = MetadataTokens.TypeSpecificationHandle(row);
            if (IsOpen(reader, handle))
            {
                openCount++;
                continue;
            }

            types.Add(MetadataTokens.GetToken(handle));
        }

        for (int row = 1; row <= reader.GetTableRowCount(TableIndex.MethodSpec); row++)
        {
            MethodSpecificationHandle handle = MetadataTokens.MethodSpecificationHandle(row);
            MethodSpecification specification = reader.GetMethodSpecification(handle);
            if (specification.DecodeSignature(OpenSignature.Instance, null).Any(isOpen => isOpen)
                || HasOpenParent(reader, specification.Method))
            {
                openCount++;
                continue;
            }

            methods.Add(MetadataTokens.GetToken(handle));
        }

        return new InstantiationTable(methods, types, openCount);
    }

    private static bool IsOpen(MetadataReader reader, TypeSpecificationHandle handle) =>
        reader.GetTypeSpecification(handle).DecodeSignature(OpenSignature.Instance, null);

    private static bool HasOpenParent(MetadataReader reader, EntityHandle method) =>
        method.Kind == HandleKind.MemberReference
        && reader.GetMemberReference((MemberReferenceHandle)method).Parent
            is { Kind: HandleKind.TypeSpecification } parent
        && IsOpen(reader, (TypeSpecificationHandle)parent);
}
